import { Box } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import type { ConvertedFile, ConvertedMany } from '../../contract/page';
import { Notice } from '../ui/notice';
import { useWords } from '../ui/words';
import classes from './convert-many.module.css';
import { failuresFirst, outcomeOf, reportOf, sourceOf } from './convert-many-report';
import { CopyTextButton } from './copy-text-button';
import { DialogEnd } from './key-dialog';

interface Props {
  converted: Extract<ConvertedMany, { status: 'done' }>;
  onClose: () => void;
}

/** What became of every key of every file, those that failed first. Only the lines in sight exist in the page. */
export function ConvertManyResult({ converted, onClose }: Props) {
  const { t } = useWords();
  const { folder, stopped } = converted;
  const files = useMemo(() => failuresFirst(converted.files), [converted]);
  const report = useMemo(() => reportOf(t, files), [t, files]);
  const failed = files.filter(({ status }) => status === 'failed').length;
  const written = files.length - failed;
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count: files.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 44,
    overscan: 8,
  });
  return (
    <DialogEnd
      actions={<CopyTextButton text={report}>{t('keys.convert-many.copy')}</CopyTextButton>}
      onClose={onClose}
    >
      <Notice kind={failed > 0 || stopped ? 'warning' : 'done'}>
        {t('keys.convert-many.written-in', { count: written, folder })}{' '}
        {failed > 0 && t('keys.convert-many.failed-count', { count: failed })}{' '}
        {stopped && t('keys.convert-many.stopped')}
      </Notice>
      {files.length > 0 && (
        <Box
          ref={scroller}
          className={classes.files}
          role="region"
          aria-label={t('keys.convert-many.files')}
          tabIndex={0}
        >
          <ul style={{ height: lines.getTotalSize() }}>
            {lines.getVirtualItems().map(({ key, index, start }) => (
              <li
                key={key}
                ref={lines.measureElement}
                data-index={index}
                aria-setsize={files.length}
                aria-posinset={index + 1}
                className={classes.file}
                data-written={files[index]!.status === 'written' || undefined}
                style={{ transform: `translateY(${start}px)` }}
              >
                <FileLine file={files[index]!} />
              </li>
            ))}
          </ul>
        </Box>
      )}
    </DialogEnd>
  );
}

function FileLine({ file }: { file: ConvertedFile }) {
  const { t } = useWords();
  const source = sourceOf(t, file);
  const Icon = file.status === 'written' ? IconCheck : IconAlertTriangle;
  return (
    <>
      <Icon size={15} stroke={1.9} role="img" aria-label={t(`keys.convert-many.${file.status}`)} />
      <span className={classes.words}>
        <b className="ellipsis" title={source}>
          {source}
        </b>
        <small>{outcomeOf(t, file)}</small>
      </span>
    </>
  );
}
