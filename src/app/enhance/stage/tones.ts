/** Which light is on the screen, which is being made for it, and which is wished for. */
import { colourOf, noEdits, type PictureEdits, sameEdits } from '#media/edit/edits.ts';

/**
 * Lights by number: 0 is the picture as it is, and no number ever stands for two. One is made at a
 * time; what is wished meanwhile waits, the newest wish only, so that a slider that moves never
 * has a light half shown.
 */
export class Tones {
  #shown = 0;
  #coming = 0;
  #newest = 0;
  #last = 0;
  #wished: PictureEdits = noEdits;

  /** What is on the screen. */
  get shown(): number {
    return this.#shown;
  }

  /** What is being made; the same as `shown` when nothing is. */
  get coming(): number {
    return this.#coming;
  }

  get isComing(): boolean {
    return this.#coming !== this.#shown;
  }

  /** The light of these edits is wished. */
  wish(edits: PictureEdits): void {
    const wished = colourOf(edits);
    if (sameEdits(wished, this.#newest === 0 ? noEdits : this.#wished)) return;
    this.#wished = wished;
    this.#newest = sameEdits(wished, noEdits) ? 0 : ++this.#last;
  }

  /** Begins with the newest wish, unless one is still being made; gives what must be computed for it. */
  begin(): { readonly tone: number; readonly edits: PictureEdits } | null {
    if (this.isComing || this.#coming === this.#newest) return null;
    this.#coming = this.#newest;
    return this.#coming > 0 ? { tone: this.#coming, edits: this.#wished } : null;
  }

  /** All that is in sight of what was coming is there: it is shown from now on. */
  show(): void {
    this.#shown = this.#coming;
  }

  /** Nothing is made any more of any light; the wish stays. */
  forget(): void {
    this.#shown = 0;
    this.#coming = 0;
  }
}
