import { UnstyledButton } from '@mantine/core';
import {
  IconArrowRight,
  IconDeviceDesktop,
  IconList,
  IconPlugConnected,
  IconRoute,
  IconServer,
  IconShield,
  IconWorld,
} from '@tabler/icons-react';
import { stepWords } from '../../common/access-words';
import type { Verdict } from '../../contract/access';
import { useWords } from '../ui/words';
import { decidingStep, type PathNode } from './path-nodes';
import classes from './path-picture.module.css';

const icons: Record<PathNode['id'], typeof IconWorld> = {
  you: IconDeviceDesktop,
  address: IconWorld,
  gateway: IconArrowRight,
  route: IconRoute,
  nacl: IconList,
  group: IconShield,
  instance: IconServer,
  port: IconPlugConnected,
};

interface Props {
  verdict: Verdict;
  nodes: PathNode[];
  selected: PathNode['id'];
  onSelect: (id: PathNode['id']) => void;
}

/** The way in, left to right: what lets one through calm, what blocks marked, and the line broken behind it. */
export function PathPicture({ verdict, nodes, selected, onSelect }: Props) {
  const { t } = useWords();
  const firstBlock = nodes.findIndex((node) => node.verdict === 'block');

  const detail = (node: PathNode): string => {
    if (node.id === 'you') return verdict.from ?? t('you.unknown');
    if (node.id === 'port') return t(`access.port.${verdict.verdict}`);
    const step = decidingStep(node);
    if (!step) return '';
    const { key, params } = stepWords(step, verdict).title;
    return t(key, params);
  };

  return (
    <ol className={`card ${classes.path}`} aria-label={t('access.path')}>
      {nodes.map((node, index) => {
        const Icon = icons[node.id];
        const name =
          node.id === 'port' ? t('access.node.port', { port: verdict.port }) : t(`access.node.${node.id}`);
        const inside = (
          <>
            <span className={classes.node}>
              <Icon size={22} stroke={1.7} aria-hidden />
            </span>
            <b>{name}</b>
            <span className={classes.detail}>{detail(node)}</span>
          </>
        );
        const behind = firstBlock >= 0 && index >= firstBlock;
        return (
          <li
            key={node.id}
            className={classes.stage}
            data-verdict={node.verdict}
            data-behind={behind || undefined}
          >
            {node.steps.length > 0 ? (
              <UnstyledButton
                className={classes.select}
                aria-pressed={node.id === selected}
                onClick={() => onSelect(node.id)}
              >
                {inside}
              </UnstyledButton>
            ) : (
              <div className={classes.select}>{inside}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
