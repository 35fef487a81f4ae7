import type { Locator, Page } from '@playwright/test';

/** Drops files on the window as a file manager does: through the DevTools protocol, so that they have real paths. */
export async function dropFiles(page: Page, paths: string[]): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const at = { x: 640, y: 300, data: { items: [], files: paths, dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', { type, ...at });
  }
  await client.detach();
}

/** Goes to a page by the rail. */
export async function showPage(page: Page, name: 'Hosts' | 'Keys' | 'Access' | 'Settings'): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name }).click();
}

export interface Host {
  name: string;
  address: string;
  port: number;
  user: string;
  /** Name of a key file in the list; left out: by password. */
  key?: string;
}

/** Adds a host profile by hand, through the form. */
export async function addHost(page: Page, { name, address, port, user, key }: Host): Promise<void> {
  await showPage(page, 'Hosts');
  await page.getByRole('button', { name: /^(Add host|Or add a server by hand)$/ }).click();
  const form = page.getByRole('dialog', { name: 'Add a host' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('Address').fill(address);
  await form.getByLabel('Port').fill(String(port));
  await form.getByLabel('User').fill(user);
  if (key) {
    await form.getByRole('combobox', { name: 'Key file' }).click();
    await page.getByRole('option', { name: new RegExp(`^${key.replaceAll('.', '\\.')} `) }).click();
  }
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'hidden' });
}

/** For sshd: a shell that reads no profile, so that it is ready at its first prompt (`bash-5.2$`). */
export const plainShell = 'ForceCommand exec bash --noprofile --norc -i';

/** The terminal of the tab in front. */
export function terminal(page: Page): Locator {
  return page.locator('section:not([hidden]) .xterm');
}

/** Types into the terminal in front, as keystrokes. */
export async function type(page: Page, text: string): Promise<void> {
  await terminal(page).locator('textarea').focus();
  await page.keyboard.type(text);
}
