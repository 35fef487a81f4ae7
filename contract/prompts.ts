import { z } from 'zod';
import { call } from './result';

/** What a session asks the user, outside the terminal. Asked once, withdrawn when the session ends. */
export const question = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('host-key'),
    address: z.string(),
    port: z.number(),
    algorithm: z.string(),
    /** `SHA256:…` as ssh-keygen -l prints it. */
    sha256: z.string(),
    /** Colon-separated hexadecimal, as ssh-keygen -l -E md5 prints it without its `MD5:`. */
    md5: z.string(),
    /** base64 of the SSH wire blob: what is remembered when the answer is yes. */
    key: z.string(),
  }),
  z.object({
    kind: z.literal('passphrase'),
    keyName: z.string(),
    wrongBefore: z.boolean(),
    /** Where main would keep it if the answer says `remember`; the sessions process does not know. */
    rememberIn: z.enum(['keyring', 'session']).optional(),
  }),
  z.object({ kind: z.literal('password'), user: z.string(), address: z.string(), wrongBefore: z.boolean() }),
  z.object({
    kind: z.literal('interactive'),
    name: z.string(),
    instructions: z.string(),
    prompts: z.array(z.object({ text: z.string(), echo: z.boolean() })),
  }),
]);
export type Question = z.infer<typeof question>;

/** The answer; `cancel` is one for every kind. Secrets here travel once, page → main → sessions process. */
export const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('host-key'), trust: z.boolean() }),
  /** `remember`: main keeps it, if it opens the key. */
  z.object({
    kind: z.literal('passphrase'),
    passphrase: z.string().max(10_000),
    remember: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('password'), password: z.string().max(10_000) }),
  z.object({ kind: z.literal('interactive'), answers: z.array(z.string().max(10_000)).max(100) }),
  z.object({ kind: z.literal('cancel') }),
]);
export type Answer = z.infer<typeof answer>;

/** A question as it stands open. */
export const prompt = z.object({ promptId: z.string(), sessionId: z.string(), question });
export type Prompt = z.infer<typeof prompt>;

/** Main → sessions process. */
export const promptCalls = {
  'prompts.answer': call(z.object({ promptId: z.string(), answer }), z.null()),
};

/** Sessions process → main. */
export const promptEvents = {
  'prompts.asked': prompt,
  'prompts.withdrawn': z.object({ promptId: z.string() }),
};
