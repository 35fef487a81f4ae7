import { Component, type ReactNode } from 'react';
import { languageOf, translator } from '../../locales';
import { Notice } from './notice';

/** A defect in one piece of the page must not leave a blank window: it says so, and offers to draw the page again. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const t = translator(languageOf(document.documentElement.lang));
    return (
      <div className="page">
        <Notice
          kind="error"
          action={
            <button type="button" onClick={() => this.setState({ failed: false })}>
              {t('page.again')}
            </button>
          }
        >
          {t('page.failed')}
        </Notice>
      </div>
    );
  }
}
