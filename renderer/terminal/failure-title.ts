import type { MessageKey } from '../../locales';

const titles: Record<string, MessageKey> = {
  'sessions.auth-refused': 'terminal.failed.auth',
  'sessions.auth-cancelled': 'terminal.failed.auth',
  'sessions.host-key-changed': 'terminal.failed.host-key',
  'sessions.host-key-revoked': 'terminal.failed.host-key',
  'sessions.host-key-declined': 'terminal.failed.declined',
  'sessions.timed-out': 'terminal.failed.no-answer',
  'sessions.unreachable': 'terminal.failed.no-answer',
  'sessions.refused': 'terminal.failed.refused',
  'sessions.name-not-found': 'terminal.failed.name',
  'sessions.lost': 'terminal.failed.lost',
  'sessions.closed-by-server': 'terminal.failed.lost',
  'sessions.process-died': 'terminal.failed.lost',
};

/** The headline of a failure card; the sentence below it explains. `{title}` is the tab's name. */
export function failureTitle(code: string): MessageKey {
  if (code.startsWith('keys.')) return 'terminal.failed.key';
  return titles[code] ?? 'terminal.failed.other';
}
