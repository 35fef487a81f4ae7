import { rulePorts, ruleSource } from '../../common/security-group-rule';
import type { NearMiss } from '../../contract/access';
import type { SecurityGroupRule } from '../../contract/snapshot';
import { useWords } from '../ui/words';
import classes from './access-page.module.css';

/** Rules as the AWS console lists them; those that come near are marked, and say why they do not match. */
export function RuleTable({ rules, nearMisses }: { rules: SecurityGroupRule[]; nearMisses: NearMiss[] }) {
  const { t } = useWords();
  const row = (rule: SecurityGroupRule, why: NearMiss['why'] | null) => (
    <tr
      key={`${rule.SecurityGroupRuleId}${rule.GroupId}${ruleSource(rule)}${rulePorts(rule)}`}
      data-near={why ? true : undefined}
    >
      <td className="mono">{rulePorts(rule) || t('access.rule.all')}</td>
      <td className="mono">{ruleSource(rule)}</td>
      <td>
        {rule.Description}
        <small className="mono">{rule.SecurityGroupRuleId ?? rule.GroupId}</small>
      </td>
      <td>{t(why ? `access.rule.${why}` : 'access.rule.matches')}</td>
    </tr>
  );
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{t('access.rule.port')}</th>
          <th>{t('access.rule.source')}</th>
          <th>{t('access.rule.description')}</th>
          <th>{t('access.rule.note')}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => row(rule, null))}
        {nearMisses.map((rule) => row(rule, rule.why))}
      </tbody>
    </table>
  );
}
