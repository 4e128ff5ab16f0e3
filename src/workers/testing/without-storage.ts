/** Imported first, it makes this thread one of a browser that offers no private file system. */
Object.defineProperty(navigator.storage, 'getDirectory', {
  value: () => Promise.reject(new DOMException('not in a private window', 'SecurityError')),
});
