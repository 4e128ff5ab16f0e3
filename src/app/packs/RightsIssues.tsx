import { useState } from 'react';
import { useLocation } from 'wouter';

import type { AssetId } from '#domain/id.ts';
import type { RightsFix, RightsIssue } from '#domain/rights.ts';
import { useCommand } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { packWords as words } from '../words/packs.ts';
import styles from './Packs.module.css';
import { RightsDialog } from './RightsDialog.tsx';

/** Of more findings of one problem than this, the rest is only counted. */
const shownEach = 200;
/** So much of a text about rights says what it is about. */
const longestText = 160;
/** So many sources of one asset are named. */
const namedSources = 3;

/** The findings of a rights check: one line for each problem, with a way out for all of it or for one. */
export function RightsIssues({ issues }: { readonly issues: readonly RightsIssue[] }) {
  const problems = [...new Set(issues.map((issue) => issue.problem))];
  return (
    <ul className={styles['issues']}>
      {problems.map((problem) => (
        <Problem key={problem} issues={issues.filter((issue) => issue.problem === problem)} />
      ))}
    </ul>
  );
}

function Problem({ issues }: { readonly issues: readonly RightsIssue[] }) {
  const [first] = issues;
  if (!first) return null;
  if (issues.length === 1) return <Issue issue={first} />;
  return (
    <li className={styles['issue']}>
      <span className={styles['issueText']}>
        <strong>{words.members(issues.length)}</strong> {words.problemsOfMany[first.problem]}
      </span>
      <span className={styles['fixes']}>
        {fixesOfAll(issues).map((fix) => (
          <FixButton
            key={fix.fix}
            fix={fix}
            name={words.members(issues.length)}
            text={[...new Set(issues.flatMap(({ because }) => because))].join('; ')}
          />
        ))}
      </span>
      <details className={styles['each']}>
        <summary>{words.showEach}</summary>
        <ul className={styles['issues']}>
          {issues.slice(0, shownEach).map((issue) => (
            <Issue key={issue.asset ?? ''} issue={issue} />
          ))}
          {issues.length > shownEach && (
            <li className={styles['quiet']}>{words.moreIssues(issues.length - shownEach)}</li>
          )}
        </ul>
      </details>
    </li>
  );
}

/** What a way out is for: the assets themselves, or sources of theirs. */
const assetsOf = (fix: RightsFix): readonly AssetId[] =>
  fix.fix === 'wait' || fix.fix === 'licence' ? [] : fix.input.assets;

/** The ways out that all findings share, each for all of their assets. */
function fixesOfAll(issues: readonly RightsIssue[]): readonly RightsFix[] {
  const [first] = issues;
  const shared = first?.fixes.filter((fix) =>
    issues.every((issue) => issue.fixes.some((one) => one.fix === fix.fix)),
  );
  return (shared ?? []).map((fix): RightsFix => {
    const same = issues.flatMap((issue) => issue.fixes.filter((one) => one.fix === fix.fix));
    const assets = [...new Set(same.flatMap(assetsOf))];
    switch (fix.fix) {
      case 'approve':
        return { ...fix, input: { ...fix.input, assets } };
      case 'provenance':
        return { ...fix, input: { ...fix.input, assets } };
      case 'rights':
        return { ...fix, input: { ...fix.input, assets } };
      case 'restore':
        return { ...fix, input: { ...fix.input, assets } };
      case 'remove':
        return { ...fix, input: { ...fix.input, assets } };
      case 'licence':
      case 'wait':
        return fix;
    }
  });
}

const short = (text: string): string =>
  text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;

/** What is the matter, naming the sources that are at fault. */
function said({ problem, sources }: RightsIssue): string {
  if (sources.length === 0 || !(problem in words.problemsOfSource)) return words.problems[problem];
  const named = sources.slice(0, namedSources);
  return words.problemsOfSource[problem as keyof typeof words.problemsOfSource](
    words.sources(named, sources.length - named.length),
  );
}

const Issue = ({ issue }: { readonly issue: RightsIssue }) => (
  <li className={styles['issue']}>
    <span className={styles['issueText']}>
      <strong dir="auto">{issue.name}</strong> {said(issue)}
      {issue.because.length > 0 && ` (${issue.because.map(short).join(', ')})`}
    </span>
    <span className={styles['fixes']}>
      {issue.fixes.map((fix) => (
        <FixButton key={fix.fix} fix={fix} name={issue.name} text={issue.because.join('; ')} />
      ))}
    </span>
  </li>
);

function FixButton({
  fix,
  name,
  text,
}: {
  readonly fix: RightsFix;
  readonly name: string;
  /** What the rights say now, where that is the matter. */
  readonly text: string;
}) {
  const command = useCommand();
  const [open, setOpen] = useState(false);
  const [, navigate] = useLocation();
  const label = `${words.fixes[fix.fix]}: ${name}`;
  switch (fix.fix) {
    case 'wait':
      return (
        <Button size="small" aria-label={label} onClick={() => navigate('/queue')}>
          {words.fixes.wait}
        </Button>
      );
    case 'provenance':
      return (
        <Menu
          align="start"
          trigger={
            <Button size="small" aria-label={label}>
              {words.fixes.provenance}
            </Button>
          }
          entries={(['ai_generated', 'user_provided', 'enhanced'] as const).map((provenance) => ({
            label: words.provenances[provenance],
            onSelect: () => void command('editAssets', { ...fix.input, changes: { provenance } }),
          }))}
        />
      );
    case 'approve':
      return (
        <Button
          size="small"
          aria-label={label}
          onClick={() => void command('approveAssets', fix.input)}
        >
          {words.fixes.approve}
        </Button>
      );
    case 'restore':
      return (
        <Button
          size="small"
          aria-label={label}
          onClick={() => void command('restoreAssets', fix.input)}
        >
          {words.fixes.restore}
        </Button>
      );
    case 'remove':
      return (
        <Button
          size="small"
          look="quiet"
          aria-label={label}
          onClick={() => void command('removeFromPack', fix.input)}
        >
          {words.fixes.remove}
        </Button>
      );
    case 'rights':
      return (
        <>
          <Button size="small" aria-label={label} onClick={() => setOpen(true)}>
            {words.fixes.rights}
          </Button>
          {open && (
            <RightsDialog assets={fix.input.assets} text={text} onClose={() => setOpen(false)} />
          )}
        </>
      );
    case 'licence':
      return (
        <Button size="small" aria-label={label} onClick={() => void command('editPack', fix.input)}>
          {words.fixes.licence}
        </Button>
      );
  }
}
