/*
 * Two soft notes, made by the browser itself: no file to load. A browser that has not been touched yet keeps silent, as it should, and a
 * machine without sound is no fault of ours.
 */
let audio: AudioContext | null = null;

const NOTES_HZ = [660, 880];
const NOTE_S = 0.14;
const LOUD = 0.06;

export async function playTone(): Promise<void> {
  try {
    audio ??= new AudioContext();
    if (audio.state === "suspended") await audio.resume();
    const { currentTime: now, destination } = audio;
    for (const [at, frequency] of NOTES_HZ.entries()) {
      const begin = now + at * NOTE_S;
      const gain = audio.createGain();
      gain.gain.setValueAtTime(0, begin);
      gain.gain.linearRampToValueAtTime(LOUD, begin + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.000_1, begin + NOTE_S * 2);
      const note = audio.createOscillator();
      note.frequency.value = frequency;
      note.connect(gain).connect(destination);
      note.start(begin);
      note.stop(begin + NOTE_S * 2);
    }
  } catch {
    // No sound here.
  }
}
