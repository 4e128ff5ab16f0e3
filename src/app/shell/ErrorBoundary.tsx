import { Component, type ReactNode } from 'react';

import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { shellWords as words } from '../words/shell.ts';

interface Props {
  readonly children: ReactNode;
}

/** Catches what a screen throws, says what to do, and lets it be shown again. React wants a class. */
export class ErrorBoundary extends Component<Props, { readonly reason: string | null }> {
  override readonly state = { reason: null };

  static getDerivedStateFromError(thrown: unknown): { readonly reason: string } {
    return { reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render(): ReactNode {
    if (this.state.reason === null) return this.props.children;
    return (
      <div role="alert">
        <EmptyState
          title={words.crashed}
          actions={
            <>
              <Button look="primary" onClick={() => this.setState({ reason: null })}>
                {words.tryAgain}
              </Button>
              <Button onClick={() => location.reload()}>{words.reload}</Button>
            </>
          }
        >
          <p>{words.crashedText}</p>
          <p>
            <code>{this.state.reason}</code>
          </p>
        </EmptyState>
      </div>
    );
  }
}
