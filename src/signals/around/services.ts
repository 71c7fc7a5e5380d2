// What usually answers on a well-known port. One row a service: its name, and whether it speaks HTTP.
export interface KnownService {
  readonly port: number
  readonly name: string
  readonly speaks: 'http' | 'its own'
}

const knownServices: readonly KnownService[] = [
  { port: 80, name: 'http', speaks: 'http' },
  { port: 443, name: 'https', speaks: 'its own' },
  { port: 3000, name: 'app', speaks: 'http' },
  { port: 5000, name: 'app', speaks: 'http' },
  { port: 8000, name: 'app', speaks: 'http' },
  { port: 8080, name: 'app', speaks: 'http' },
  { port: 8443, name: 'https', speaks: 'its own' },
  { port: 5432, name: 'postgres', speaks: 'its own' },
  { port: 3306, name: 'mysql', speaks: 'its own' },
  { port: 6379, name: 'redis', speaks: 'its own' },
  { port: 27017, name: 'mongodb', speaks: 'its own' },
  { port: 9200, name: 'elasticsearch', speaks: 'http' },
  { port: 11211, name: 'memcached', speaks: 'its own' },
  { port: 5672, name: 'rabbitmq', speaks: 'its own' },
  { port: 9092, name: 'kafka', speaks: 'its own' },
  { port: 4222, name: 'nats', speaks: 'its own' },
  { port: 2379, name: 'etcd', speaks: 'its own' },
  { port: 9090, name: 'prometheus', speaks: 'http' },
  { port: 9093, name: 'alertmanager', speaks: 'http' },
  { port: 3100, name: 'loki', speaks: 'http' },
]

export function knownService(port: number): KnownService | null {
  return knownServices.find(service => service.port === port) ?? null
}
