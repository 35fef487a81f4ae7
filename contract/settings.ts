import { z } from 'zod';
import { inventorySource } from './inventory';

/** What the user chose in Settings and in the bars of the pages. */
export const settings = z.object({
  /** `system`: the first language of the system's list that Latchkey speaks. */
  language: z.enum(['system', 'en', 'ko']),
  theme: z.enum(['system', 'light', 'dark']),
  /** The inventory on the Hosts page. Null: nothing chosen yet, the page offers the ways in. */
  source: inventorySource.nullable(),
  /** The address the user comes from, as typed. Null: not known. */
  yourAddress: z.string().max(100).nullable(),
});
export type Settings = z.infer<typeof settings>;

export const settingsPatch = settings.partial();
export type SettingsPatch = z.infer<typeof settingsPatch>;

/** What the page must know of the program and of the system it runs on. */
export const appInfo = z.object({
  version: z.string(),
  electron: z.string(),
  chrome: z.string(),
  node: z.string(),
  platform: z.string(),
  /** The language that `settings.language` means now. */
  language: z.enum(['en', 'ko']),
});
export type AppInfo = z.infer<typeof appInfo>;
