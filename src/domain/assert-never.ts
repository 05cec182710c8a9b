/** A new case without a handler fails the build; should one slip through at run time (a newer row), it is a bug and throws. */
export function assertNever(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
