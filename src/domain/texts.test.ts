import { expect, test } from 'vitest';

import { scriptOutline } from './screenplay.ts';
import { detectLanguage, languageTag, textSize } from './texts.ts';

test.each([
  ['', 0, 0, 0],
  ['The fox, the bear.', 4, 18, 15],
  ['don’t stop', 2, 10, 9],
  ['e\u0301te\u0301', 1, 3, 3],
  ['👨‍👩‍👧‍👦 family 🇰🇷', 1, 10, 8],
  ['안녕하세요 세계', 2, 8, 7],
  ['line\r\nline', 2, 9, 8],
])('3.03 %j has words and characters as people count them', (text, words, characters, without) => {
  expect(textSize(text)).toEqual({ words, characters, without_spaces: without });
});

test('3.03 scripts without spaces are parted into words', () => {
  expect(textSize('今日は雨が降っています。', 'ja').words).toBeGreaterThan(3);
  expect(textSize('今天下雨了。', 'zh').words).toBeGreaterThan(1);
});

test.each([
  ['ko', '비 오는 밤, 등불이 켜진 골목을 걷는다.'],
  ['ja', '雨の夜、提灯の灯る路地を歩く。'],
  ['zh', '下雨的夜晚，她走过挂着灯笼的小巷。'],
  ['ru', 'Дождливой ночью она идёт по переулку.'],
  ['uk', 'Дощової ночі вона йде провулком, їй не страшно.'],
  ['en', 'The rain was on the street and she had not seen it.'],
  ['de', 'Der Regen war auf der Straße, und sie hat es nicht gesehen.'],
  ['fr', 'La pluie était dans la rue et elle ne l’a pas vue avec nous.'],
  ['es', 'La lluvia está en la calle y no se la ve como antes, pero ya fue.'],
  ['vi', 'Đêm mưa, cô ấy đi bộ trong ngõ nhỏ có đèn lồng.'],
])('3.03 %s is detected', (language, text) => {
  expect(detectLanguage(text)).toBe(language);
});

test.each(['', '123 456', 'Foxtrot Uniform', 'zxcv qwer tyui asdf'])(
  '3.03 of %j nothing is claimed',
  (text) => {
    expect(detectLanguage(text)).toBeNull();
  },
);

test('3.03 a language is a BCP 47 tag', () => {
  expect(languageTag(' EN-us ')).toBe('en-US');
  expect(languageTag('zh-hant')).toBe('zh-Hant');
  expect(languageTag('not a tag')).toBeNull();
});

const script = `Title: Lantern Road
Author: Somebody

INT. CAFÉ - NIGHT

MINA sits by the window. Rain.

MINA
(softly)
It was here.

CLOSE ON THE LANTERN

It flickers.

/* EXT. CUT SCENE - DAY */

.ROOFTOP

She looks down. [[INT. NOT A SCENE]]

ext. street - later
`;

test('3.04 a script shows its scenes, the shots it names and an estimate of its length', () => {
  const outline = scriptOutline(script);
  expect(outline.scenes).toEqual([
    { heading: 'INT. CAFÉ - NIGHT', line: 4 },
    { heading: 'ROOFTOP', line: 18 },
    { heading: 'ext. street - later', line: 22 },
  ]);
  expect(outline.shots).toBe(1);
  expect(outline.pages).toBeCloseTo(0.38, 1);
  expect(outline.seconds).toBeGreaterThan(10);
});

test('3.04 plain prose has no scenes, and a page of action is about a minute', () => {
  const action = Array.from({ length: 28 }, () => `${'word '.repeat(12)}`).join('\n\n');
  const outline = scriptOutline(action);
  expect(outline.scenes).toEqual([]);
  expect(outline.shots).toBe(0);
  expect(outline.pages).toBeCloseTo(1, 1);
});
