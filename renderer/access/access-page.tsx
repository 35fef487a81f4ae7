import { Button, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { verdictWords } from '../../common/access-words';
import { naturalPort } from '../../common/natural-port';
import type { AccessQuestion } from '../../contract/access';
import type { Inventory } from '../../contract/inventory';
import { AddressChip } from '../hosts/address-chip';
import { InventoryNotices } from '../hosts/inventory-notices';
import { SourceChip } from '../hosts/source-chip';
import { useWorkspace } from '../shell/workspace';
import { Empty } from '../ui/empty';
import { Notice } from '../ui/notice';
import { useInventory, useSettings, useUpdateSettings } from '../ui/queries';
import { StateBadge } from '../ui/state-badge';
import { useWords } from '../ui/words';
import classes from './access-page.module.css';
import { FixCard } from './fix-card';
import { OtherPorts } from './other-ports';
import { firstToShow, type PathNode, pathNodes } from './path-nodes';
import { PathPicture } from './path-picture';
import { StageDetails } from './stage-details';
import { verdictQuery } from './verdict-query';

const states = { reachable: 'open', blocked: 'blocked', unknown: 'unknown' } as const;

export function AccessPage() {
  const { t } = useWords();
  const { source } = useSettings();
  const update = useUpdateSettings();
  const { data: inventory } = useInventory();
  const { subject } = useWorkspace();
  if (source === null) {
    return (
      <div className="page">
        <Empty
          icon={<IconShieldCheck size={26} stroke={1.7} />}
          title={t('access.empty.title')}
          action={
            <div className="bar">
              <SourceChip />
              <Button variant="default" onClick={() => update({ source: { kind: 'sample' } })}>
                {t('ways.sample.do')}
              </Button>
            </div>
          }
        >
          {t('access.empty.text')}
        </Empty>
      </div>
    );
  }
  const [first] = inventory?.rows ?? [];
  const chosen = inventory?.rows.find(({ instance }) => instance === subject?.instance);
  const shown = subject ? chosen : first;
  return (
    <div className="page">
      {!inventory && <InventoryNotices />}
      {inventory && subject && !chosen && (
        <Notice kind="warning">{t('access.elsewhere', { instance: subject.instance })}</Notice>
      )}
      {inventory && !first && (
        <Empty icon={<IconShieldCheck size={26} stroke={1.7} />} title={t('access.no-instances.title')}>
          {t('access.no-instances.text')}
        </Empty>
      )}
      {inventory && shown && (
        <Answer
          inventory={inventory}
          question={
            chosen && subject
              ? subject
              : { instance: shown.instance, port: naturalPort(shown.platform), protocol: 'tcp' }
          }
        />
      )}
    </div>
  );
}

interface AnswerProps {
  inventory: Inventory;
  question: Omit<AccessQuestion, 'from'>;
}

function Answer({ inventory, question: { instance, port, protocol } }: AnswerProps) {
  const { t, explain } = useWords();
  const { checkAccess } = useWorkspace();
  const { yourAddress } = useSettings();
  const question: AccessQuestion = { instance, port, protocol, from: yourAddress };
  const { data: verdict, error } = useQuery(verdictQuery(inventory, question));
  const [picked, setPicked] = useState<{ of: typeof verdict; id: PathNode['id'] } | null>(null);
  const nodes = verdict && pathNodes(verdict);
  const selected = nodes && (picked?.of === verdict && picked ? picked.id : firstToShow(nodes));
  const words = verdict && verdictWords(verdict);
  const row = inventory.rows.find((entry) => entry.instance === instance);

  return (
    <>
      <div className="bar">
        <Select
          className={classes.instance}
          searchable
          aria-label={t('access.instance')}
          data={inventory.rows.map(({ instance: value, name }) => ({
            value,
            label: name ? `${name} (${value})` : value,
          }))}
          value={instance}
          onChange={(value) => {
            const next = inventory.rows.find((entry) => entry.instance === value);
            if (next)
              checkAccess({ instance: next.instance, port: naturalPort(next.platform), protocol: 'tcp' });
          }}
          limit={200}
        />
        <SegmentedControl
          aria-label={t('access.protocol')}
          value={protocol}
          onChange={(next) => checkAccess({ instance, port, protocol: next })}
          data={[
            { value: 'tcp', label: 'TCP' },
            { value: 'udp', label: 'UDP' },
          ]}
        />
        <NumberInput
          w={92}
          aria-label={t('access.rule.port')}
          min={1}
          max={65535}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          hideControls
          value={port}
          onChange={(next) => typeof next === 'number' && checkAccess({ instance, port: next, protocol })}
        />
        <AddressChip />
        <span className="grow" />
        <SourceChip />
      </div>
      {error && <Notice kind="error">{explain(error)}</Notice>}
      {verdict && words && nodes && selected && (
        <>
          <div className="bar">
            <h2 className="title">{row?.name ?? instance}</h2>
            <StateBadge state={states[verdict.verdict]}>{t(words.key, words.params)}</StateBadge>
            <span className="muted">
              {t('access.from-to', {
                from: verdict.from ?? t('access.anyone'),
                to: verdict.address ?? t('access.no-address'),
              })}
            </span>
          </div>
          <PathPicture
            verdict={verdict}
            nodes={nodes}
            selected={selected}
            onSelect={(id) => setPicked({ of: verdict, id })}
          />
          <div className={classes.two}>
            <section className={`card ${classes.box}`}>
              <StageDetails steps={nodes.find(({ id }) => id === selected)?.steps ?? []} verdict={verdict} />
            </section>
            <FixCard verdict={verdict} />
          </div>
          <OtherPorts inventory={inventory} question={question} />
        </>
      )}
    </>
  );
}
