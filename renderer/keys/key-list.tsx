import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import {
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react';
import { latchkey } from '../ui/api';
import { tellFailure } from '../ui/tell-failure';
import { useWords } from '../ui/words';
import classes from './key-list.module.css';
import { KeyRow, rowId } from './key-row';
import type { Choice, KeySelection } from './key-selection';
import type { ListedKey } from './list-keys';

const rowHeight = 48;
/** As many files as one drag may carry. */
const dragLimit = 100;
/** As many lines as Page Up and Page Down go. */
const pageStep = 10;

export interface KeyListHandle {
  focus: () => void;
  /** Moves the active key by so many lines. */
  step: (by: number) => void;
}

interface Props {
  ref: Ref<KeyListHandle>;
  keys: ListedKey[];
  selection: KeySelection;
  onChoose: (keyId: string, choice: Choice) => void;
  onChooseAll: () => void;
  /** Return on the active key. */
  onOpen: () => void;
  /** What stands below the last line. */
  children: ReactNode;
}

/** The key files, of which only the visible lines exist in the page: two thousand scroll like ten. */
export function KeyList({ ref, keys, selection, onChoose, onChooseAll, onOpen, children }: Props) {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { active, chosen } = selection;
  const at = useMemo(() => keys.findIndex(({ entry }) => entry.keyId === active), [keys, active]);

  const lines = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 2,
  });

  // Whatever made it active, a click, the keyboard or a file that was added: it is to be seen.
  const show = useEffectEvent(() => {
    // Asking the page where it stands costs a layout: at each letter of the filter another key is the first one.
    if (at >= 0 && !isInView(at * rowHeight, lines)) lines.scrollToIndex(at);
  });
  useEffect(() => {
    if (active !== null) show();
  }, [active]);

  const goTo = (index: number, choice: Choice): void => {
    const next = keys[Math.max(0, Math.min(keys.length - 1, index))];
    if (next) onChoose(next.entry.keyId, choice);
  };
  useImperativeHandle(ref, () => ({
    focus: () => list.current?.focus(),
    step: (by) => goTo(at + by, 'only'),
  }));

  const press = (event: KeyboardEvent): void => {
    const choice = event.shiftKey ? 'range' : 'only';
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + pageStep,
      PageUp: at - pageStep,
      Home: 0,
      End: keys.length - 1,
    }[event.key];
    if (to !== undefined) goTo(to, choice);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) onChooseAll();
    else if (event.key === 'Escape' && active !== null) onChoose(active, 'only');
    else if (event.key === 'Enter') onOpen();
    else return;
    event.preventDefault();
  };
  const click = (event: MouseEvent): void => {
    const keyId = keyUnder(event);
    if (keyId) onChoose(keyId, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
  };
  const drag = (event: DragEvent): void => {
    // The system drags the files themselves, not a picture of their lines.
    event.preventDefault();
    const keyId = keyUnder(event);
    if (!keyId) return;
    // A line that is not among the chosen is dragged alone.
    const keyIds = chosen.has(keyId) ? [...chosen].slice(0, dragLimit) : [keyId];
    void latchkey.keys.drag({ keyIds }).then(tellFailure);
  };

  return (
    <div ref={scroller} className={classes.scroller}>
      <div
        ref={list}
        role="listbox"
        tabIndex={0}
        aria-label={t('nav.keys')}
        aria-multiselectable
        aria-activedescendant={active === null ? undefined : rowId(active)}
        className={classes.list}
        style={{ height: lines.getTotalSize() }}
        onKeyDown={press}
        onClick={click}
        onDragStart={drag}
      >
        {/* A line is known by its place, not by its key: a keystroke in the filter fills the lines that are there anew,
            which takes half as long as taking them away and making others. */}
        {lines.getVirtualItems().map(({ key, index, start }) => {
          const item = keys[index]!;
          const { keyId } = item.entry;
          return (
            <KeyRow
              key={key}
              item={item}
              place={index + 1}
              of={keys.length}
              start={start}
              chosen={chosen.has(keyId)}
              active={keyId === active}
            />
          );
        })}
      </div>
      {children}
    </div>
  );
}

/** True where the line that begins so many pixels down is seen as a whole, as far as the list was told last. */
function isInView(
  top: number,
  { scrollOffset, scrollRect }: Pick<Virtualizer<HTMLDivElement, Element>, 'scrollOffset' | 'scrollRect'>,
): boolean {
  if (scrollOffset === null || scrollRect === null) return false;
  return top >= scrollOffset && top + rowHeight <= scrollOffset + scrollRect.height;
}

/** The key whose line an event is about. */
function keyUnder({ target }: { target: EventTarget }): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-key]')?.dataset.key : undefined;
}
