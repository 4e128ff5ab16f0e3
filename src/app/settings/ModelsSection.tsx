import { localModels } from '#models/local/registry.ts';
import { Badge } from '../ui/Badge.tsx';
import { bytesText } from '../words/format.ts';
import { settingsWords as words } from '../words/settings.ts';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';

/** The models that came with the app: what each is good for, its size, its licence. */
export const ModelsSection = () => (
  <Section title={words.models}>
    <ul className={styles['facts']}>
      {localModels.map((model) => (
        <li key={model.id} className={styles['model']}>
          <h3>
            {model.words.name} {model.commercialUse && <Badge tone="ok">{words.sellable}</Badge>}
          </h3>
          <p className={styles['quiet']}>
            {model.words.description} {model.words.trainedOn}
          </p>
          <dl className={styles['pairs']}>
            <div>
              <dt>{words.modelSize}</dt>
              <dd>{bytesText(model.bytes)}</dd>
            </div>
            <div>
              <dt>{words.modelLicence}</dt>
              <dd>{model.licence}</dd>
            </div>
            <div>
              <dt>{words.modelFactor}</dt>
              <dd>×{model.scale}</dd>
            </div>
            <div>
              <dt>{words.modelSees}</dt>
              <dd>{words.modelRadius(model.radius)}</dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
    <a href="#/models">{words.moreModels}</a>
  </Section>
);
