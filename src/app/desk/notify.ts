/** Messages of the browser, shown by this device alone. */

type NotifyState = 'granted' | 'default' | 'denied' | 'unsupported';

/** Whether the browser shows messages of this page. */
export const notifyState = (): NotifyState =>
  typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;

/** Asks the browser; only from a click, and only when it has not answered before. */
export async function askToNotify(): Promise<NotifyState> {
  if (notifyState() !== 'default') return notifyState();
  try {
    return await Notification.requestPermission();
  } catch {
    return notifyState();
  }
}

/**
 * Shows a message; a click on it comes back to this tab. Through the service worker where there is
 * one, because some browsers on phones show no others. Whether it was shown.
 */
export async function notify(title: string, text: string): Promise<boolean> {
  if (notifyState() !== 'granted') return false;
  const options = { body: text, tag: 'inkreel-work', icon: 'icons/icon-192.png' };
  try {
    const message = new Notification(title, options);
    message.addEventListener('click', () => {
      window.focus();
      message.close();
    });
    return true;
  } catch {
    // Android has messages of service workers only.
  }
  try {
    const worker = await navigator.serviceWorker.getRegistration();
    await worker?.showNotification(title, options);
    return worker !== undefined;
  } catch {
    return false;
  }
}
