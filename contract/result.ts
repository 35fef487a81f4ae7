import { z } from 'zod';

/** An error as data: `error.<code>` in `locales/` is its sentence, `params` fill it. */
export const errorDataSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** What every call across a border answers with: failures that are expected travel as data, never as an exception. */
export type Result<T, Code extends string = string> =
  | { ok: true; value: T }
  | { ok: false; error: { code: Code; params: Record<string, string | number> } };

/** One call of the contract: what goes in and what comes out. */
export interface Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  input: I;
  output: O;
}

/** Declares one call; keeps both schemas' types. */
export function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> {
  return { input, output };
}
