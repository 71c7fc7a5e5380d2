// A ring that keeps the newest values and counts what fell out. Bounded by construction: telemetry is not kept.
export class Ring<T> {
  readonly capacity: number
  private readonly held: T[] = []
  private next = 0
  /** Values ever pushed. */
  pushed = 0

  constructor(capacity: number) {
    this.capacity = capacity
  }

  push(value: T): void {
    this.held[this.next] = value
    this.next = (this.next + 1) % this.capacity
    this.pushed += 1
  }

  get length(): number {
    return Math.min(this.pushed, this.capacity)
  }

  get dropped(): number {
    return this.pushed - this.length
  }

  last(): T | undefined {
    return this.pushed === 0 ? undefined : this.held[(this.next - 1 + this.capacity) % this.capacity]
  }

  /** Oldest first; at most the newest `count`. */
  toArray(count = this.capacity): T[] {
    const length = Math.min(count, this.length)
    const start = this.next - length
    return Array.from({ length }, (_, i) => this.held[(start + i + this.capacity) % this.capacity] as T)
  }
}
