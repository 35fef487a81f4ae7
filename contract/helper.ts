import { z } from 'zod';

/** Main → helper process: one call, answered by a message with the same id. */
export const helperRequest = z.object({ id: z.number(), call: z.string(), input: z.unknown() });

/** Helper process → main: an answer to a call, or an event. */
export const helperMessage = z.union([
  z.object({ id: z.number(), result: z.unknown() }),
  z.object({ event: z.string(), payload: z.unknown() }),
]);
