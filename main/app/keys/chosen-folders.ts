import { z } from 'zod';

/** Where the user lets the app look for key files. `searched` holds ids, of usual folders and of `own` ones. */
export const chosenFolders = z.object({
  asked: z.boolean(),
  searched: z.array(z.string()),
  own: z.array(z.object({ folderId: z.uuid(), path: z.string() })),
});
export type ChosenFolders = z.infer<typeof chosenFolders>;

export const noFolders: ChosenFolders = { asked: false, searched: [], own: [] };
