import { z } from 'zod';
import { accessQuestion, verdict } from './access';
import type { ChannelName, channels, EventName } from './channels';
import { hostProfile, hostProfileDraft, loginName } from './hosts';
import { awsProfile, badges, inventory, inventorySource } from './inventory';
import { keyFormat, keySummary } from './keys';
import { answer, prompt, promptEvents } from './prompts';
import { type Call, call, errorDataSchema, type Result } from './result';
import { terminalSize } from './sessions';
import { appInfo, settings, settingsPatch } from './settings';

const id = z.uuid();
const passphrase = z.string().max(10_000);
const nothing = z.null();

/** A key file the user added. The page knows it by its id, never by its path. */
export const keyEntry = z.object({
  keyId: id,
  name: z.string(),
  /** The folder as words for people (`~/.ssh`). */
  folder: z.string(),
  algorithm: z.string().nullable(),
  bits: z.number().nullable(),
  sha256: z.string().nullable(),
  encrypted: z.boolean(),
  /** Fingerprints as EC2 lists them for key pairs: created in EC2, imported into EC2. */
  ec2Fingerprints: z.array(z.string()),
});
export type KeyEntry = z.infer<typeof keyEntry>;

/** What became of one file that was dropped or picked. */
export const addedKey = z.discriminatedUnion('status', [
  z.object({ status: z.literal('added'), entry: keyEntry }),
  z.object({ status: z.literal('refused'), name: z.string(), error: errorDataSchema }),
]);
export type AddedKey = z.infer<typeof addedKey>;

export const savedKey = z.discriminatedUnion('status', [
  /** `keyId` of the new file in the list; null for public keys, which are not listed. */
  z.object({ status: z.literal('saved'), name: z.string(), folder: z.string(), keyId: id.nullable() }),
  z.object({ status: z.literal('cancelled') }),
]);
export type SavedKey = z.infer<typeof savedKey>;

/** How an EC2 instance was last connected to; remembered by account/region/instance, never by address. */
export const instanceChoice = z.object({
  user: loginName,
  keyId: id.nullable(),
  port: z.number().int().min(1).max(65535),
});
export type InstanceChoice = z.infer<typeof instanceChoice>;

/** A host whose key was trusted: what it is known by (`[address]:port`, or account/region/instance) and the keys. */
export const knownHost = z.object({
  name: z.string(),
  keys: z.array(z.object({ algorithm: z.string(), sha256: z.string() })),
});
export type KnownHost = z.infer<typeof knownHost>;

/** What to connect to. An instance's address is looked up at that moment. */
export const sessionTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('profile'), profileId: id }),
  /** `source`: the inventory it was chosen from; an instance id means nothing in another account. */
  z.object({
    kind: z.literal('instance'),
    source: inventorySource,
    instance: z.string().max(100),
    choice: instanceChoice,
  }),
]);
export type SessionTarget = z.infer<typeof sessionTarget>;

/** Every call of the page, declared once: `main/app/ipc.ts` parses what goes in by these schemas. */
export const pageCalls = {
  'app.info': call(nothing, appInfo),
  /** Puts text on the clipboard; pages may not do so by themselves, since every permission is denied. */
  'app.copy': call(z.object({ text: z.string().max(200_000) }), nothing),
  'settings.get': call(nothing, settings),
  'settings.update': call(settingsPatch, settings),
  'keys.list': call(nothing, z.array(keyEntry)),
  /** Opens the system's file dialog. An empty list: cancelled. */
  'keys.pick': call(nothing, z.array(addedKey)),
  'keys.inspect': call(z.object({ keyId: id, passphrase: passphrase.optional() }), keySummary),
  /** Converts and asks where to save. `newPassphrase` null: unprotected; absent: protected as the source is. */
  'keys.save': call(
    z.object({
      keyId: id,
      to: keyFormat,
      passphrase: passphrase.optional(),
      newPassphrase: passphrase.nullable().optional(),
    }),
    savedKey,
  ),
  'keys.reveal': call(z.object({ keyId: id }), nothing),
  /** Takes a key off the list; the file stays where it is. */
  'keys.remove': call(z.object({ keyId: id }), nothing),
  'hosts.list': call(nothing, z.array(hostProfile)),
  'hosts.save': call(hostProfileDraft, hostProfile),
  'hosts.remove': call(z.object({ id }), nothing),
  /** Remembered choices by `account/region/instance`. */
  'hosts.choices': call(nothing, z.record(z.string(), instanceChoice)),
  'hosts.knownKeys': call(nothing, z.array(knownHost)),
  /** Forgets the host keys of one host: the next connection asks again. */
  'hosts.forgetKeys': call(z.object({ name: z.string().max(1_000) }), nothing),
  'inventory.profiles': call(nothing, z.array(awsProfile)),
  'inventory.load': call(z.object({ source: inventorySource }), inventory),
  'inventory.badges': call(z.object({ from: z.string().max(100).nullable() }), badges),
  'access.check': call(accessQuestion, verdict),
  /** Opens a session; its MessagePort comes as a window message with this id. */
  'sessions.open': call(z.object({ sessionId: id, target: sessionTarget, size: terminalSize }), nothing),
  /** Questions still open, for a page that was reloaded. */
  'prompts.pending': call(nothing, z.array(prompt)),
  'prompts.answer': call(z.object({ promptId: id, answer }), nothing),
} satisfies Record<ChannelName, Call>;

/** Dropped files, from the preload. */
export const dropCall = call(
  z.object({ paths: z.array(z.string().max(32_768)).max(1_000) }),
  z.array(addedKey),
);

export const pageEvents = {
  ...promptEvents,
  'helpers.died': z.object({ helper: z.enum(['inventory', 'sessions']) }),
  'settings.changed': z.object({ settings, language: z.enum(['en', 'ko']) }),
  /** A command of the native menu that the page carries out. */
  'app.command': z.object({
    command: z.enum([
      'show-hosts',
      'show-keys',
      'show-access',
      'show-settings',
      'close-tab',
      'next-tab',
      'previous-tab',
    ]),
  }),
} satisfies Record<EventName, z.ZodType>;

type Calls = typeof pageCalls;
type CallFunction<C extends Call> =
  null extends z.input<C['input']>
    ? () => Promise<Result<z.output<C['output']>>>
    : (input: z.input<C['input']>) => Promise<Result<z.output<C['output']>>>;

/** `window.latchkey`, exactly. */
export type PageApi = {
  [D in keyof typeof channels]: {
    [V in (typeof channels)[D][number]]: `${D}.${V}` extends keyof Calls
      ? CallFunction<Calls[`${D}.${V}`]>
      : never;
  };
} & {
  dropKeys: (files: File[]) => Promise<Result<AddedKey[]>>;
  /** Listens to one of main's events; the answer ends it. */
  on: <E extends EventName>(
    event: E,
    listener: (payload: z.output<(typeof pageEvents)[E]>) => void,
  ) => () => void;
};
