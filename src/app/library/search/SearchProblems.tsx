import { searchWords as words, problemText } from '../../words/search.ts';
import { problemsOf } from './language.ts';
import styles from './SearchProblems.module.css';

/** What of a query could not be read, in quiet words; the rest was searched. */
export function SearchProblems({ query }: { readonly query: string }) {
  const problems = problemsOf(query);
  return (
    <ul
      id="library-search-problems"
      className={styles['problems']}
      aria-label={words.problems}
      aria-live="polite"
    >
      {problems.slice(0, 4).map((problem) => (
        <li key={`${problem.code} ${String(problem.from)}`}>{problemText(problem)}</li>
      ))}
    </ul>
  );
}
