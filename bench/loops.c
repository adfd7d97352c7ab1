/* The loops over ints and floats of workloads.ts in C: what this machine needs for them at least.
   `npm run bench -- --c` compiles this with `cc -O2` and runs it: `loops NAME MILLISECONDS` prints the median time of a
   call in ms and the result, as the other executors do. Ints are not checked for overflow here. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  int is_float;
  int64_t i;
  double d;
} result;

static result whole(int64_t i) { return (result){0, i, 0}; }
static result real(double d) { return (result){1, 0, d}; }

static result int_arithmetic(void) {
  int64_t a = 1;
  for (int64_t i = 0; i < 100000; i++) a = (a * 31 + i) % 1000003;
  return whole(a);
}

static result float_arithmetic(void) {
  double x = 0.0;
  for (int64_t i = 0; i < 100000; i++) x = x * 0.5 + i * 0.25 - 1.5;
  return real(x);
}

static result nested_loops(void) {
  int64_t n = 0;
  for (int64_t i = 0; i < 300; i++)
    for (int64_t j = 0; j < 300; j++) n += i ^ j;
  return whole(n);
}

static result nbody(void) {
  double xs[] = {0.0, 4.84, 8.34, 12.89, 15.37}, ys[] = {0.0, -1.16, 4.12, -15.11, -25.91};
  double vx[] = {0.0, 0.6, -1.01, 1.08, 0.97}, vy[] = {0.0, 2.81, 1.82, 0.86, 0.59};
  double ms[] = {39.47, 0.037, 0.011, 0.0017, 0.002};
  for (int step = 0; step < 1000; step++) {
    for (int i = 0; i < 5; i++)
      for (int j = i + 1; j < 5; j++) {
        double dx = xs[i] - xs[j], dy = ys[i] - ys[j];
        double d2 = dx * dx + dy * dy;
        double mag = 0.001 / (d2 * sqrt(d2));
        vx[i] -= dx * ms[j] * mag;
        vy[i] -= dy * ms[j] * mag;
        vx[j] += dx * ms[i] * mag;
        vy[j] += dy * ms[i] * mag;
      }
    for (int i = 0; i < 5; i++) {
      xs[i] += 0.001 * vx[i];
      ys[i] += 0.001 * vy[i];
    }
  }
  return real(xs[1]);
}

static result mandelbrot(void) {
  int64_t count = 0;
  for (int y = 0; y < 60; y++) {
    double ci = 2.0 * y / 60 - 1.0;
    for (int x = 0; x < 60; x++) {
      double cr = 2.0 * x / 60 - 1.5, zr = 0.0, zi = 0.0;
      int i = 0;
      while (i < 50 && zr * zr + zi * zi <= 4.0) {
        double next = zr * zr - zi * zi + cr;
        zi = 2.0 * zr * zi + ci;
        zr = next;
        i++;
      }
      count += i;
    }
  }
  return whole(count);
}

enum { N = 60 };

static result matmul(void) {
  static double a[N][N], b[N][N];
  if (a[0][0] == 0.0)
    for (int i = 0; i < N; i++)
      for (int j = 0; j < N; j++) a[i][j] = (i * 3 + j) % 7 + 0.5, b[i][j] = (i * 5 + j) % 7 + 0.5;
  double total = 0.0;
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      double s = 0.0;
      for (int k = 0; k < N; k++) s += a[i][k] * b[k][j];
      total += s;
    }
  return real(total);
}

static result spectral_norm(void) {
  double u[N], v[N], sum = 0.0;
  for (int64_t i = 0; i < N; i++) u[i] = 1.0;
  for (int step = 0; step < 4; step++) {
    for (int64_t i = 0; i < N; i++) {
      double s = 0.0;
      for (int64_t j = 0; j < N; j++) s += u[j] / ((i + j) * (i + j + 1) / 2 + i + 1);
      v[i] = s;
    }
    for (int64_t i = 0; i < N; i++) {
      double s = 0.0;
      for (int64_t j = 0; j < N; j++) s += v[j] / ((i + j) * (i + j + 1) / 2 + j + 1);
      u[i] = s;
    }
  }
  for (int64_t i = 0; i < N; i++) sum += u[i];
  return real(sum);
}

static const struct {
  const char *name;
  result (*run)(void);
} LOOPS[] = {
    {"int arithmetic", int_arithmetic}, {"float arithmetic", float_arithmetic}, {"nested loops", nested_loops},
    {"nbody", nbody},                   {"mandelbrot", mandelbrot},             {"matmul", matmul},
    {"spectral norm", spectral_norm},
};

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  enum { MOST = 100000 };
  static double times[MOST];
  for (size_t k = 0; argc == 3 && k < sizeof LOOPS / sizeof LOOPS[0]; k++) {
    if (strcmp(LOOPS[k].name, argv[1]) != 0) continue;
    /* Called through a volatile pointer: each call is made. */
    result (*volatile run)(void) = LOOPS[k].run;
    result r;
    int n = 0;
    for (double end = now() + atof(argv[2]); n < 3 || (now() < end && n < MOST); n++) {
      double start = now();
      r = run();
      times[n] = now() - start;
    }
    qsort(times, n, sizeof times[0], ascending);
    printf("%.6f ", times[n / 2]);
    if (r.is_float) printf("%.17g\n", r.d);
    else printf("%lld\n", (long long)r.i);
    return 0;
  }
  return 1;
}
