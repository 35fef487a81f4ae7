import type { KeyAdvice } from '../../contract/keys';
import type { Translate } from '../../locales';

/** What `keys inspect` prints about other programs: those that read the file, then the rest by what it takes and why. */
export function describeAdvice(t: Translate, advice: KeyAdvice[]): string {
  const reading = advice.filter(({ reads }) => reads);
  const first =
    reading.length > 0
      ? t('cli.keys.works-with', { targets: targetNames(t, reading) })
      : t('cli.keys.works-with-none');
  const refusing = advice.filter(({ reads }) => !reads);
  return `${[first, ...groups(refusing).flatMap((group) => refusal(t, group))].join('\n')}\n`;
}

/** Programs that refuse the file for the same reason, in the same words, and take the same instead. */
function groups(refusing: KeyAdvice[]): KeyAdvice[][] {
  const byReason = new Map<string, KeyAdvice[]>();
  for (const one of refusing) {
    const reason = JSON.stringify([one.take, one.cause, one.says]);
    byReason.set(reason, [...(byReason.get(reason) ?? []), one]);
  }
  return [...byReason.values()];
}

/** The lines for one such group. */
function refusal(t: Translate, group: KeyAdvice[]): string[] {
  const { take, cause, says } = group[0]!;
  const targets = targetNames(t, group);
  return [
    take ? t('cli.keys.refused-convert', { targets, format: take }) : t('cli.keys.refused', { targets }),
    ...(cause ? [`  ${t(`keys.cause.${cause}`)}`] : []),
    ...(says ? [`  ${t('cli.keys.refused-says', { says })}`] : []),
  ];
}

function targetNames(t: Translate, advice: KeyAdvice[]): string {
  return advice.map(({ target }) => t(`keys.target.${target}`)).join(', ');
}
