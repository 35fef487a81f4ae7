import { useRef, useState } from 'react';
import type { KeySummary, KeyWarning } from '../../contract/keys';
import type { KeyEntry } from '../../contract/page';
import { Notice } from '../ui/notice';
import { useWords } from '../ui/words';
import { KeyChoice, keysIn } from './key-choice';
import { KeyFacts } from './key-facts';
import { Programs } from './programs';
import { SaveAs } from './save-as';
import { newSaveDraft, takeFor } from './save-draft';
import { UnlockKey } from './unlock-key';
import { warningSentence } from './warning-sentence';

/** The first stands among the facts, beside the button that mends it; the other above the choice of the keys. */
const saidElsewhere: ReadonlySet<KeyWarning['code']> = new Set(['readable-by-others', 'several-keys']);

/** Good to know, and nothing to worry about. */
const mild: ReadonlySet<KeyWarning['code']> = new Set([
  'ec2-no-import',
  'passphrase-not-ascii',
  'passphrase-code-page',
]);

interface Props {
  entry: KeyEntry;
  summary: KeySummary;
  /** Protected, and opened neither by hand nor by a kept passphrase. */
  locked: boolean;
  onUnlocked: (summary: KeySummary) => void;
  onChangePassphrase: () => void;
  /** The file, or what is kept of it, is another now. */
  onChanged: () => void;
}

/** What a key file holds, and what can be made of it. */
export function KeySheet(props: Props) {
  const { entry, summary, locked, onUnlocked, onChangePassphrase, onChanged } = props;
  const { t } = useWords();
  const [index, setIndex] = useState(0);
  const [draft, setDraft] = useState(() => newSaveDraft(summary));
  const saving = useRef<HTMLDivElement>(null);
  const held = keysIn(summary);
  const key = held[index] ?? summary;
  return (
    <>
      {held.length > 1 && <KeyChoice keys={held} index={index} onChange={setIndex} />}
      {key.warnings.map((warning) =>
        saidElsewhere.has(warning.code) ? null : (
          <Notice key={warning.code} kind={mild.has(warning.code) ? 'info' : 'warning'}>
            {warningSentence(t, warning)}
          </Notice>
        ),
      )}
      <KeyFacts entry={entry} facts={key} onChangePassphrase={onChangePassphrase} onChanged={onChanged} />
      {locked && <UnlockKey entry={entry} onUnlocked={onUnlocked} />}
      <div ref={saving}>
        <SaveAs
          entry={entry}
          facts={key}
          index={index}
          advice={summary.advice}
          draft={draft}
          onDraft={setDraft}
        />
      </div>
      <Programs
        advice={summary.advice}
        onTake={(advice) => {
          setDraft((current) => takeFor(current, advice));
          saving.current?.scrollIntoView({ block: 'nearest' });
        }}
      />
    </>
  );
}
