import { z } from 'zod';
import { accessQuestion, verdict } from './access';
import type { ChannelName, channels, EventName } from './channels';
import { hostProfile, hostProfileDraft, loginName } from './hosts';
import {
  awsProfile,
  badges,
  createdKeyType,
  inventory,
  inventorySource,
  keyPairName,
  newKeyPair,
} from './inventory';
import { generateType, keyEvents, keyFormat, keySummary, ppkParameters } from './keys';
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
  /** Null where there is none, or only the passphrase would show it. */
  comment: z.string().nullable(),
  encrypted: z.boolean(),
  /** Fingerprints as EC2 lists them for key pairs: created in EC2, imported into EC2. */
  ec2Fingerprints: z.array(z.string()),
  /** True where the file was gone or unreadable when last looked for. */
  missing: z.boolean(),
  /** True where the app keeps its passphrase: on the keyring, or for this session. */
  passphraseKept: z.boolean(),
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

/** Where the app may look for key files by itself. `asked` turns true with the first answer, yes or no. */
export const keyFolders = z.object({
  asked: z.boolean(),
  /** The usual folders that exist here, and those the user added; `searched` where the app looks. */
  folders: z.array(z.object({ folderId: z.string().max(200), folder: z.string(), searched: z.boolean() })),
});
export type KeyFolders = z.infer<typeof keyFolders>;

/** What a search of the folders came to. */
export const keySearchResult = z.object({
  /** How many keys are new in the list. */
  added: z.number().int(),
  /** Folders that could not be read: the name for people and the reason. */
  unread: z.array(z.object({ folder: z.string(), error: errorDataSchema })),
});
export type KeySearchResult = z.infer<typeof keySearchResult>;

/** Where kept passphrases go. `session`: there is no keyring that protects them, so they are forgotten at the end. */
export const passphraseKeeping = z.object({ where: z.enum(['keyring', 'session']), backend: z.string() });
export type PassphraseKeeping = z.infer<typeof passphraseKeeping>;

/** Which key of a file with several; 1 is the first. Left out where the file has one, or cannot be read. */
const keyOfFile = { key: z.number().int().min(1).optional() };

/** What became of one key of one file of a conversion of many. */
export const convertedFile = z.discriminatedUnion('status', [
  z.object({ status: z.literal('written'), name: z.string(), ...keyOfFile, out: z.string() }),
  z.object({ status: z.literal('failed'), name: z.string(), ...keyOfFile, error: errorDataSchema }),
]);
export type ConvertedFile = z.infer<typeof convertedFile>;

export const convertedMany = z.discriminatedUnion('status', [
  /** `stopped`: the user cancelled after some files. */
  z.object({
    status: z.literal('done'),
    folder: z.string(),
    files: z.array(convertedFile),
    stopped: z.boolean(),
  }),
  z.object({ status: z.literal('cancelled') }),
]);
export type ConvertedMany = z.infer<typeof convertedMany>;

/** Which EC2 key pair of the loaded inventory a key of the list is; `instances` use it. */
export const keyPairMatch = z.object({
  keyId: id,
  keyPair: z.string(),
  keyPairId: z.string().nullable(),
  by: z.enum(['public-key', 'fingerprint']),
  instances: z.number().int(),
});
export type KeyPairMatch = z.infer<typeof keyPairMatch>;

/** Progress and Cancel of a long piece of work: the page makes the id up. */
const job = { jobId: id.optional() };

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
  'app.copy': call(z.object({ text: z.string().max(4_000_000) }), nothing),
  'settings.get': call(nothing, settings),
  'settings.update': call(settingsPatch, settings),
  'keys.list': call(nothing, z.array(keyEntry)),
  /** Opens the system's file dialog. An empty list: cancelled. */
  'keys.pick': call(nothing, z.array(addedKey)),
  /** Without `passphrase` a kept one is used. `remember`: keep it, if it opens the key. */
  'keys.inspect': call(
    z.object({ keyId: id, passphrase: passphrase.optional(), remember: z.boolean().optional(), ...job }),
    keySummary,
  ),
  /** Converts and asks where to save. `newPassphrase` null: unprotected; absent: protected as the source is. */
  'keys.save': call(
    z.object({
      keyId: id,
      to: keyFormat,
      passphrase: passphrase.optional(),
      newPassphrase: passphrase.nullable().optional(),
      comment: z.string().max(1_000).optional(),
      /** Which key of a file with several; 0 is the first. */
      index: z.number().int().min(0).max(1_000).optional(),
      ppk: ppkParameters.optional(),
      ...job,
    }),
    savedKey,
  ),
  /** Rewrites the key's own file in its own format; `newPassphrase` null removes the protection. */
  'keys.changePassphrase': call(
    z.object({
      keyId: id,
      passphrase: passphrase.optional(),
      newPassphrase: passphrase.nullable(),
      ...job,
    }),
    nothing,
  ),
  /** Takes the rights of others away from the file. */
  'keys.restrict': call(z.object({ keyId: id }), nothing),
  /** Makes a new key and asks where to save it. `newPassphrase` null: unprotected. */
  'keys.generate': call(
    z.object({
      kind: generateType,
      to: keyFormat.extract(['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8']),
      newPassphrase: passphrase.nullable(),
      comment: z.string().max(1_000).optional(),
      name: z.string().max(200).optional(),
      ...job,
    }),
    savedKey,
  ),
  /** Ends a piece of work of this page; its call fails with `keys.cancelled`. */
  'keys.cancel': call(z.object({ jobId: id }), nothing),
  /** Begins to drag key files out of the window, during the page's own dragstart. */
  'keys.drag': call(z.object({ keyIds: z.array(id).min(1).max(100) }), nothing),
  /** Converts many keys into a folder that the system's dialog asks for; `folder` and `files`: asks for those first. */
  'keys.convertMany': call(
    z.object({
      from: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('keys'), keyIds: z.array(id).min(1).max(10_000) }),
        z.object({ kind: z.literal('folder') }),
        z.object({ kind: z.literal('files') }),
      ]),
      to: keyFormat,
      /** Tried on every protected file for which none is kept. */
      passphrase: passphrase.optional(),
      newPassphrase: passphrase.nullable().optional(),
      ...job,
    }),
    convertedMany,
  ),
  'keys.folders': call(nothing, keyFolders),
  /** Sets which folders the app looks in; an empty list is a no. Asks for another folder with `add`. */
  'keys.setFolders': call(
    z.object({ searched: z.array(z.string().max(200)).max(100), add: z.boolean().optional() }),
    keyFolders,
  ),
  /** Looks again in the chosen folders, and at every listed file. */
  'keys.search': call(z.object(job), keySearchResult),
  'keys.passphraseKeeping': call(nothing, passphraseKeeping),
  'keys.forgetPassphrase': call(z.object({ keyId: id }), nothing),
  /** Which keys of the list are key pairs of the loaded inventory: by public key first, by fingerprint second. */
  'keys.pairs': call(nothing, z.array(keyPairMatch)),
  /** Imports the public half into EC2, in the account and region of `source`. */
  'keys.importPair': call(
    z.object({ keyId: id, name: keyPairName, source: inventorySource, passphrase: passphrase.optional() }),
    newKeyPair,
  ),
  /** Has EC2 make a key pair. Asks where its private key goes first; the file is safe on disk before anything is said. */
  'keys.createPair': call(
    z.object({ name: keyPairName, type: createdKeyType, source: inventorySource }),
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
  ...keyEvents,
  /** The list of keys is another one now: a search has found some, or a file is gone. */
  'keys.changed': z.object({}),
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
