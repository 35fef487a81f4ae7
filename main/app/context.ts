import type { BrowserWindow } from 'electron';
import type { z } from 'zod';
import type { EventName } from '../../contract/channels';
import type { inventoryCalls } from '../../contract/inventory';
import type { keyCalls } from '../../contract/keys';
import type { pageEvents } from '../../contract/page';
import type { promptCalls, promptEvents } from '../../contract/prompts';
import type { sessionCalls } from '../../contract/sessions';
import type { Translate } from '../../locales';
import type { HelperProcess } from './helper-process';
import type { OpenPrompts } from './prompts';
import type { Stores } from './stores';

export type InventoryHelper = HelperProcess<typeof inventoryCalls, Record<never, never>>;
export type SessionsHelper = HelperProcess<
  typeof sessionCalls & typeof promptCalls & typeof keyCalls,
  typeof promptEvents
>;

/** What the page's calls are answered with. */
export interface AppContext {
  stores: Stores;
  inventory: InventoryHelper;
  sessions: SessionsHelper;
  prompts: OpenPrompts;
  /** The window there is now; null while none is open (macOS keeps running without one). */
  window: () => BrowserWindow | null;
  /** Tells the page something, if there is one. */
  tell: <E extends EventName>(event: E, payload: z.input<(typeof pageEvents)[E]>) => void;
  /** The translate function of the language in use now. */
  t: () => Translate;
  /** Called when settings changed, to carry them out: theme, menu, language. */
  applySettings: () => void;
}
