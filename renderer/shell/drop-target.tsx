import { IconKey } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useWords } from '../ui/words';
import classes from './drop-target.module.css';

/** The whole window takes dropped files, whichever page is shown. */
export function DropTarget({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  const drop = useEffectEvent(onFiles);

  useEffect(() => {
    // Enter and leave come for every element on the way: only their balance tells whether the pointer is still inside.
    let depth = 0;
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent): void => {
      if (carriesFiles(event)) setOver(++depth > 0);
    };
    const leave = (event: DragEvent): void => {
      if (carriesFiles(event)) setOver(--depth > 0);
    };
    const allow = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.dataTransfer!.dropEffect = 'copy';
    };
    const take = (event: DragEvent): void => {
      depth = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      drop(files);
    };
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('dragenter', enter, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('dragover', allow, { signal });
    window.addEventListener('drop', take, { signal });
    return () => controller.abort();
  }, []);

  if (!over) return null;
  return (
    <div className={classes.over}>
      <div>
        <IconKey size={32} stroke={1.5} aria-hidden />
        <b>{t('drop.title')}</b>
        <span>{t('drop.detail')}</span>
      </div>
    </div>
  );
}
