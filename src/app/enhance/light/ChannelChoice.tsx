import { type Channel, channels } from '#media/edit/edits.ts';
import { enhanceWords as words } from '../../words/enhance.ts';
import styles from './Light.module.css';

/** Which colour levels or curves are set for. */
export const ChannelChoice = ({
  value,
  onValue,
  isSet,
}: {
  readonly value: Channel;
  readonly onValue: (value: Channel) => void;
  /** Marks the channels for which something is set. */
  readonly isSet: (channel: Channel) => boolean;
}) => (
  <fieldset className={styles['channels']}>
    <legend className={styles['legend']}>{words.channel}</legend>
    {channels.map((channel) => (
      <label key={channel} className={styles['channel']}>
        <input
          type="radio"
          name="enhance-channel"
          className={styles['radio']}
          checked={value === channel}
          onChange={() => onValue(channel)}
        />
        <span
          className={styles['dot']}
          data-channel={channel}
          data-set={isSet(channel) || undefined}
        />
        {words.channels[channel]}
      </label>
    ))}
  </fieldset>
);
