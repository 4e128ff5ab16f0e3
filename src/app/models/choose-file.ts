/** Asks for one model file; null when the dialog was closed. */
export function chooseModelFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.onnx,application/octet-stream';
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

/** The one model among what is dragged, or null. */
export const droppedModel = (transfer: DataTransfer): File | null => {
  const [file, ...more] = transfer.files;
  return file && more.length === 0 && /\.onnx$/i.test(file.name) ? file : null;
};
