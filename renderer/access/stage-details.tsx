import { stageWords, stepWords } from '../../common/access-words';
import type { Step, Verdict } from '../../contract/access';
import { StateBadge } from '../ui/state-badge';
import { useWords } from '../ui/words';
import classes from './access-page.module.css';
import { RuleTable } from './rule-table';

const states = { pass: 'open', partial: 'unknown', unknown: 'unknown', block: 'blocked' } as const;

/** What was found at one place: each stage's answer in words, and the rules it rests on. */
export function StageDetails({ steps, verdict }: { steps: Step[]; verdict: Verdict }) {
  const { t } = useWords();
  return steps.map((step) => {
    const { title, sentences } = stepWords(step, verdict);
    const stage = stageWords(step);
    const { rules, nearMisses } = step.evidence;
    return (
      <div key={step.step} className={classes.stage}>
        <header className="bar">
          <h2>{t(title.key, title.params)}</h2>
          <StateBadge state={states[step.verdict]}>{t(`access.state.${step.verdict}`)}</StateBadge>
        </header>
        <p className="muted">
          {t(stage.key, stage.params)}
          {step.resource && (
            <>
              {' · '}
              <span className="mono">{step.resource}</span>
            </>
          )}
          {step.code && (
            <>
              {' · '}
              <span className="mono">{step.code}</span>
            </>
          )}
        </p>
        {sentences.map(({ key, params }) => {
          const sentence = t(key, params);
          return <p key={sentence}>{sentence}</p>;
        })}
        {(rules.length > 0 || nearMisses.length > 0) && <RuleTable rules={rules} nearMisses={nearMisses} />}
      </div>
    );
  });
}
