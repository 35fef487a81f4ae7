import type { BrowserWindow } from 'electron';
import type { z } from 'zod';
import type { EventName } from '../../contract/channels';
import type { inventoryCalls } from '../../contract/inventory';
import type { keyCalls, keyEvents } from '../../contract/keys';
import type { pageEvents } from '../../contract/page';
import type { promptCalls, promptEvents } from '../../contract/prompts';
import type { sessionCalls } from '../../contract/sessions';
import type { Translate } from '../../locales';
import type { KeptPassphrases } from '../vault/passphrases';
import type { HelperProcess } from './helper-process';
import type { Jobs } from './jobs';
import type { OpenPrompts } from './prompts';
import type { SessionKeys } from './session-keys';
import type { Stores } from './stores';
import type { Unfinished } from './unfinished';

export type InventoryHelper = HelperProcess<typeof inventoryCalls, Record<never, never>>;
export type SessionsHelper = HelperProcess<
  typeof sessionCalls & typeof promptCalls & typeof keyCalls,
  typeof promptEvents & typeof keyEvents
>;

/** What the page's calls are answered with. */
export interface AppContext {
  stores: Stores;
  inventory: InventoryHelper;
  sessions: SessionsHelper;
  prompts: OpenPrompts;
  passphrases: KeptPassphrases;
  jobs: Jobs;
  /** What the program waits for when it quits. */
  unfinished: Unfinished;
  /** Which key each session logs in with, for its question about the passphrase. */
  sessionKeys: SessionKeys;
  /** The window there is now; null while none is open (macOS keeps running without one). */
  window: () => BrowserWindow | null;
  /** Tells the page something, if there is one. */
  tell: <E extends EventName>(event: E, payload: z.input<(typeof pageEvents)[E]>) => void;
  /** The translate function of the language in use now. */
  t: () => Translate;
  /** Called when settings changed, to carry them out: theme, menu, language. */
  applySettings: () => void;
}
