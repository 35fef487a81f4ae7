/**
 * The names of the page's calls, by domain: `latchkey.<domain>.<verb>`, channel `<domain>.<verb>`.
 * Apart from their schemas (page.ts), since the sandboxed preload needs nothing but the names.
 */
export const channels = {
  app: ['info', 'copy'],
  settings: ['get', 'update'],
  keys: [
    ...['list', 'pick', 'inspect', 'save', 'reveal', 'remove'],
    ...['changePassphrase', 'restrict', 'generate', 'cancel', 'drag', 'convertMany'],
    ...['folders', 'setFolders', 'search', 'passphraseKeeping', 'forgetPassphrase'],
    ...['pairs', 'importPair', 'createPair'],
  ],
  hosts: ['list', 'save', 'remove', 'choices', 'knownKeys', 'forgetKeys'],
  inventory: ['profiles', 'load', 'badges'],
  access: ['check'],
  sessions: ['open'],
  prompts: ['pending', 'answer'],
} as const;

/** Files dropped on the window: the preload turns them into paths, which the page itself never names. */
export const dropChannel = 'keys.drop';

/** What main tells the page unasked. */
export const eventNames = [
  'prompts.asked',
  'prompts.withdrawn',
  'keys.progress',
  'keys.changed',
  'helpers.died',
  'settings.changed',
  'app.command',
] as const;

/** Main → preload: a session's MessagePort. The preload hands it to the page as a window message of this type. */
export const sessionPortMessage = 'latchkey:session-port';

type Domain = keyof typeof channels;
export type ChannelName = { [D in Domain]: `${D}.${(typeof channels)[D][number]}` }[Domain];
export type EventName = (typeof eventNames)[number];
