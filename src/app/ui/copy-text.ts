/** Puts a text into the clipboard and says so, or that the browser did not let it. */
import { commonWords as words } from '../words/common.ts';
import { showToast } from './toasts.ts';

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ text: words.copied, tone: 'plain' });
  } catch {
    showToast({ text: words.notCopied, tone: 'bad' });
  }
}
