import type { AccessStep, Step, Verdict } from '../../contract/access';

/** One place on the picture of the path, and the stages judged there. */
export interface PathNode {
  id: 'you' | 'address' | 'gateway' | 'route' | 'nacl' | 'group' | 'instance' | 'port';
  steps: Step[];
  verdict: Step['verdict'];
}

const places: { id: PathNode['id']; steps: AccessStep[] }[] = [
  { id: 'address', steps: ['public-address'] },
  { id: 'gateway', steps: ['block-public-access', 'internet-gateway'] },
  { id: 'route', steps: ['route'] },
  { id: 'nacl', steps: ['nacl-in', 'nacl-out'] },
  { id: 'group', steps: ['security-group'] },
  { id: 'instance', steps: ['instance-state', 'host'] },
];

const weight = { pass: 0, partial: 1, unknown: 2, block: 3 } as const;

/** The path from the client to the port, as the picture draws it: you, six places on the way, the port. */
export function pathNodes(verdict: Verdict): PathNode[] {
  const between = places.map(({ id, steps: names }) => {
    const steps = verdict.steps.filter(({ step }) => names.includes(step));
    return { id, steps, verdict: worst(steps) };
  });
  const end = { reachable: 'pass', blocked: 'block', unknown: 'unknown' } as const;
  return [
    { id: 'you', steps: [], verdict: verdict.from === null ? 'unknown' : 'pass' },
    ...between,
    { id: 'port', steps: [], verdict: end[verdict.verdict] },
  ];
}

/** The verdict of several stages at one place. Status checks that are not known leave the rest of their place as it is. */
function worst(steps: Step[]): Step['verdict'] {
  return steps
    .filter(({ step, verdict }) => !(step === 'host' && verdict === 'unknown'))
    .map(({ verdict }) => verdict)
    .reduce((a, b) => (weight[b] > weight[a] ? b : a), 'pass');
}

/** The stage that says most: of several at one place, the one with the gravest verdict. */
export function decidingStep({ steps, verdict }: PathNode): Step | null {
  return steps.find((step) => step.verdict === verdict) ?? steps[0] ?? null;
}

/** Where to look first: what blocks; else the security groups, which are what one usually came for. */
export function firstToShow(nodes: PathNode[]): PathNode['id'] {
  const blocking = nodes.find(({ id, verdict }) => id !== 'port' && verdict === 'block');
  return blocking?.id ?? 'group';
}
