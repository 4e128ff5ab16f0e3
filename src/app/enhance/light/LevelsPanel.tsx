import { useState } from 'react';

import { autoLevels } from '#media/edit/auto.ts';
import {
  type Channel,
  channels,
  type LevelsOfChannel,
  noEdits,
  noLevels,
} from '#media/edit/edits.ts';
import { announce } from '../../shell/announcer.ts';
import { Button } from '../../ui/Button.tsx';
import { enhanceWords } from '../../words/enhance.ts';
import { useEditSession } from '../editor.ts';
import { Slide } from '../Slide.tsx';
import { ChannelChoice } from './ChannelChoice.tsx';
import { HistogramPaths } from './Histogram.tsx';
import styles from './Light.module.css';
import { useCounts } from './useCounts.ts';

const words = enhanceWords.levels;
const place = { all: null, red: 0, green: 1, blue: 2 } as const;

const isSet = (one: LevelsOfChannel): boolean =>
  one.black !== 0 || one.white !== 255 || one.gamma !== 1;

/** Black, white and middle over the light that comes in, for all colours or one. */
export function LevelsPanel() {
  const { edits, change, endStep } = useEditSession();
  const { levels } = edits;
  const [channel, setChannel] = useState<Channel>('all');
  const counts = useCounts('light');
  const now = levels[channel];
  const set = (next: Partial<LevelsOfChannel>, what: string): void =>
    change({ levels: { ...levels, [channel]: { ...now, ...next } } }, `levels ${channel} ${what}`);
  const auto = (by: 'all' | 'channels'): void => {
    if (!counts) return;
    const found = autoLevels(counts, by);
    if (!found) {
      announce(words.flat);
      return;
    }
    change({ levels: found }, 'auto levels');
    endStep();
    announce(words.autoSaid);
  };
  const said = words.input(enhanceWords.channels[channel]);
  return (
    <>
      <ChannelChoice value={channel} onValue={setChannel} isSet={(one) => isSet(levels[one])} />
      <div>
        <svg
          className={styles['histogram']}
          viewBox="0 0 255 100"
          preserveAspectRatio="none"
          role="img"
          aria-label={said}
        >
          <HistogramPaths counts={counts} only={place[channel]} />
          <path className={styles['limit']} d={`M${String(now.black)} 0V100`} />
          <path className={styles['limit']} d={`M${String(now.white)} 0V100`} />
          <path
            className={styles['middle']}
            d={`M${String(now.black + (now.white - now.black) * 0.5 ** now.gamma)} 0V100`}
          />
        </svg>
      </div>
      <Slide
        label={words.black}
        value={now.black}
        min={0}
        max={254}
        step={1}
        onValue={(black) => set({ black, white: Math.max(now.white, black + 1) }, 'black')}
        onEnd={endStep}
      />
      <Slide
        label={words.gamma}
        value={now.gamma}
        initial={1}
        min={0.1}
        max={10}
        step={0.01}
        // Even in what is seen: twice and half lie equally far from 1.
        toSlider={(value) => Math.log10(value)}
        fromSlider={(at) => 10 ** at}
        onValue={(gamma) => set({ gamma }, 'gamma')}
        onEnd={endStep}
      />
      <Slide
        label={words.white}
        value={now.white}
        initial={255}
        min={1}
        max={255}
        step={1}
        onValue={(white) => set({ white, black: Math.min(now.black, white - 1) }, 'white')}
        onEnd={endStep}
      />
      <div className={styles['acts']}>
        <Button onClick={() => auto('all')}>{words.auto}</Button>
        <Button onClick={() => auto('channels')}>{words.autoChannels}</Button>
        <Button
          unavailable={
            channels.some((one) => isSet(levels[one])) ? null : enhanceWords.nothingEdited
          }
          onClick={() => {
            change(
              { levels: channel === 'all' ? noEdits.levels : { ...levels, [channel]: noLevels } },
              'levels reset',
            );
            endStep();
          }}
        >
          {enhanceWords.light.resetPart}
        </Button>
      </div>
      <p className={styles['help']}>{words.autoHelp}</p>
    </>
  );
}
