import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const themes = ['light', 'dark'] as const;

/** The languages that every screen is looked at in. */
export const languages = ['en', 'ko'] as const;

/** `UPDATE_SCREENSHOTS=1` renews the README's pictures; otherwise they are only evidence of this run. */
const folder = process.env.UPDATE_SCREENSHOTS ? 'assets/screenshots' : 'test-results/screenshots';
const readme = new Set(['hosts', 'keys', 'access', 'terminal', 'terminal-failed']);

/** Takes the picture of a screen in both themes, after axe has found nothing to say. */
export async function look(page: Page, language: (typeof languages)[number], name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const theme of themes) {
    await page.evaluate((chosen) => window.latchkey.settings.update({ theme: chosen }), theme);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    const { violations } = await new AxeBuilder({ page }).exclude('.xterm').setLegacyMode().analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
    expect(found, `${name}, ${theme}`).toEqual([]);
    if (process.env.UPDATE_SCREENSHOTS && !(readme.has(name) && language === 'en')) continue;
    await page.screenshot({
      path: join(folder, `${name}-${language}-${theme}.png`),
      animations: 'disabled',
    });
  }
}
