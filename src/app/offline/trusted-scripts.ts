/**
 * Script addresses under Trusted Types: the page's policy allows workers and the service worker to
 * be started from files of our own origin, and nothing else: no blob, which anything could have made.
 * Imported before anything that starts a worker.
 */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): unknown };
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;

factory?.createPolicy('default', {
  createScriptURL: (address) => {
    const url = new URL(address, document.baseURI);
    // An address of a blob has the origin of its page, and another protocol.
    if (url.origin === location.origin && url.protocol === location.protocol) return address;
    throw new TypeError(`Script from elsewhere refused: ${url.protocol}//${url.host}`);
  },
});
