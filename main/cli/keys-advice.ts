import type { KeyAdvice } from '../../contract/keys';
import type { Translate } from '../../locales';
import { table } from './table';

/**
 * What `keys inspect` prints about other programs: those that read the file; a table of the rest with the format that each takes
 * and its own words; and why, once for all that share the cause.
 */
export function describeAdvice(t: Translate, advice: KeyAdvice[]): string {
  const reading = advice.filter(({ reads }) => reads);
  const refusing = advice.filter(({ reads }) => !reads);
  const first =
    reading.length > 0
      ? t('cli.keys.works-with', { targets: names(t, reading) })
      : t('cli.keys.works-with-none');
  const rows = refusing.map(({ target, take, says }) => [
    t(`keys.target.${target}`),
    take ? t('cli.keys.convert-to', { format: take }) : t('cli.keys.no-format'),
    says ? t('cli.keys.says', { says }) : '',
  ]);
  return `${first}\n${table(rows).replaceAll(/ +$/gm, '')}${causes(t, refusing)}`;
}

function causes(t: Translate, refusing: KeyAdvice[]): string {
  const all = new Set(refusing.flatMap(({ cause }) => cause ?? []));
  return [...all]
    .map((cause) => {
      const targets = names(
        t,
        refusing.filter((each) => each.cause === cause),
      );
      return `${t('cli.keys.cause', { targets, cause: t(`keys.cause.${cause}`) })}\n`;
    })
    .join('');
}

function names(t: Translate, advice: KeyAdvice[]): string {
  return advice.map(({ target }) => t(`keys.target.${target}`)).join(', ');
}
