/**
 * Script addresses under Trusted Types: the page's policy allows workers and the service worker to
 * be started from our own origin (or from a blob that our own code made), and nothing else.
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
    if (url.origin === location.origin) return address;
    throw new TypeError(`Script from another origin refused: ${url.origin}`);
  },
});
