/** Ends what global-setup.ts started, in the same process. */
export default async function teardown(): Promise<void> {
  await globalThis.stopTestServer?.();
}
