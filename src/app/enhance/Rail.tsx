import { useEffect, useRef } from 'react';

import { keysText, useKeysOf } from '../shell/shortcuts.ts';
import { phoneWidth, useMedia } from '../shell/useMedia.ts';
import { Tooltip } from '../ui/Tooltip.tsx';
import { enhanceWords as words } from '../words/enhance.ts';
import { toolAct } from './editor-keys.ts';
import { useEditor } from './editor.ts';
import styles from './Editor.module.css';
import { type EnhanceTool, enhanceTools } from './tools.ts';

/** The tools, one of which is chosen; what cannot be used on this picture says why. */
export const Rail = ({
  chosen,
  onChoose,
}: {
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}) => (
  <ul className={styles['rail']} aria-label={words.rail}>
    {enhanceTools.map((tool) => (
      <li key={tool.name}>
        <RailTool tool={tool} isChosen={tool.name === chosen} onChoose={onChoose} />
      </li>
    ))}
  </ul>
);

function RailTool({
  tool,
  isChosen,
  onChoose,
}: {
  readonly tool: EnhanceTool;
  readonly isChosen: boolean;
  readonly onChoose: (name: string) => void;
}) {
  const { asset } = useEditor();
  const keys = useKeysOf(toolAct(tool.name), tool.keys);
  const unavailable = tool.unavailable?.(asset) ?? null;
  const button = useRef<HTMLButtonElement>(null);
  const isPhone = useMedia(phoneWidth);
  // On a phone the rail is wider than the screen.
  useEffect(() => {
    if (isChosen) button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isChosen, isPhone]);
  return (
    <Tooltip
      text={unavailable === null ? tool.label : `${tool.label}: ${unavailable}`}
      {...(keys === null ? {} : { keys: keysText(keys) })}
    >
      <button
        ref={button}
        type="button"
        className={styles['tool']}
        aria-pressed={isChosen}
        aria-disabled={unavailable !== null || undefined}
        onClick={() => {
          if (unavailable === null) onChoose(tool.name);
        }}
      >
        <tool.icon aria-hidden />
        {tool.label}
      </button>
    </Tooltip>
  );
}
