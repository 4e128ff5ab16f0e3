import type { TagColour } from '#domain/tags.ts';
import styles from './TagDot.module.css';

/** The colour of a tag; always beside its name, and beside the colour's word where it is chosen. */
export const TagDot = ({ colour }: { readonly colour: TagColour }) => (
  <span aria-hidden className={styles['dot']} data-colour={colour} />
);
