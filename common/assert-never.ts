/** Closes a discriminated union: the compiler proves that no case is left, and a value from outside that is none of them throws. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
