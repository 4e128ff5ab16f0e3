/** The native side of inpainting: OpenCV for Python, where this machine has it. */
import { spawnSync } from 'node:child_process';

/** Pythons that may have OpenCV: the system's own first, for Debian's python3-opencv. */
const pythons = ['/usr/bin/python3', 'python3'];

/** The Python that has OpenCV, or null. */
export const pythonWithOpenCv = () =>
  pythons.find((python) => spawnSync(python, ['-c', 'import cv2, numpy']).status === 0) ?? null;

/**
 * Fills pictures that lie as raw files in a folder; results get the endings `telea` and `ns`.
 *
 * @returns {{ version: string, ms: { telea: number, ns: number } }} time per picture
 */
export function inpaintNatively(python, folder, side, names) {
  const script = new URL('inpaint.py', import.meta.url).pathname;
  const ended = spawnSync(python, [script, folder, String(side), ...names], { encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(ended.stderr);
  return JSON.parse(ended.stdout);
}
