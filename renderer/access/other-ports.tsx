import { UnstyledButton } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { stepWords } from '../../common/access-words';
import type { AccessQuestion } from '../../contract/access';
import type { Inventory } from '../../contract/inventory';
import { useWorkspace } from '../shell/workspace';
import { StateBadge } from '../ui/state-badge';
import { useWords } from '../ui/words';
import classes from './access-page.module.css';
import { verdictQuery } from './verdict-query';

const ports = [22, 80, 443, 3389];
const states = { reachable: 'open', blocked: 'blocked', unknown: 'unknown' } as const;

/** The same question for the ports people ask about next. */
export function OtherPorts({ inventory, question }: { inventory: Inventory; question: AccessQuestion }) {
  const { t } = useWords();
  const { checkAccess } = useWorkspace();
  const others = ports.filter((port) => port !== question.port);
  const answers = useQueries({
    queries: others.map((port) => verdictQuery(inventory, { ...question, port, protocol: 'tcp' })),
  });
  return (
    <section className={`card ${classes.box}`}>
      <h2>{t('access.other-ports')}</h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('access.rule.port')}</th>
            <th>{t('access.verdict')}</th>
            <th>{t('access.step.security-group')}</th>
          </tr>
        </thead>
        <tbody>
          {answers.map(({ data }, index) => {
            const port = others[index]!;
            const groups = data?.steps.find(({ step }) => step === 'security-group');
            const title = data && groups ? stepWords(groups, data).title : null;
            return (
              <tr key={port}>
                <td className="mono">
                  <UnstyledButton
                    className={classes.port}
                    onClick={() => checkAccess({ instance: question.instance, port, protocol: 'tcp' })}
                  >
                    {port}
                  </UnstyledButton>
                </td>
                <td>
                  {data && (
                    <StateBadge state={states[data.verdict]}>{t(`access.port.${data.verdict}`)}</StateBadge>
                  )}
                </td>
                <td>{title && t(title.key, title.params)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
