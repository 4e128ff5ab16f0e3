import type { ComponentPropsWithRef } from 'react';

import { classes } from './classes.ts';
import styles from './TextInput.module.css';

/** One line of text. */
export const TextInput = ({ className, ...rest }: ComponentPropsWithRef<'input'>) => (
  <input type="text" {...rest} className={classes(styles['input'], className)} />
);

/** Several lines of text, growing with what is written. */
export const TextArea = ({ className, ...rest }: ComponentPropsWithRef<'textarea'>) => (
  <textarea rows={2} {...rest} className={classes(styles['input'], styles['area'], className)} />
);
