/* What functions.py's C is written in: LANES games side by side, or one game where LANES is 1.

   D: a number of every game; B: a byte of every game; T: a truth of every game, a bit each. The same
   operations on the same doubles as game/engine/executor.py: the same bits, with -ffp-contract=off. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define GRID 103079215104.0 /* 1.5 * 2**36: adding and taking away this rounds to 2**-16 */
#define FIRST 0xBF58476D1CE4E5B9ULL
#define SECOND 0x94D049BB133111EBULL
#define INLINE static inline __attribute__((always_inline))

/* -- one game -- */

INLINE double smaller(double a, double b) { return a < b ? a : b; }
INLINE double larger(double a, double b) { return a > b ? a : b; }
INLINE uint64_t mixed(uint64_t x)
{
    x = (x ^ (x >> 30)) * FIRST;
    x = (x ^ (x >> 27)) * SECOND;
    return x ^ (x >> 31);
}
INLINE double drawn(uint64_t seed, uint64_t salt, int half)
{
    return (double)(int64_t)((mixed(seed + salt) << (32 * half)) >> 32) * 0x1p-32;
}
INLINE int clipped(int place, int last) { return place < 0 ? 0 : place > last ? last : place; }

#if LANES == 1

typedef double D;
typedef uint8_t B;
typedef uint8_t T;
typedef struct {
    D n[NUMBERS];
    B b[BYTES];
    uint64_t seed;
} Tile;
#define ALL 1
#define NUMBER(row) t->n[row]
#define BYTE(row) t->b[row]
#define TRUTH(row) t->b[row]
#define SET_TRUTH(row, value) t->b[row] = value
#define SEED(g) t->seed
INLINE void set_all(Tile *t, int place, uint8_t value) { t->b[place >> 1] = value; }
INLINE T nonzero_number(const Tile *t, int row) { return t->n[row] != 0.0; }
INLINE T nonzero_byte(const Tile *t, int place) { return t->b[place >> 1] != 0; }
INLINE uint8_t byte_at(const Tile *t, int place, int g) { (void)g; return t->b[place >> 1]; }
INLINE void set_byte_at(Tile *t, int place, int g, uint8_t value) { (void)g; t->b[place >> 1] = value; }
INLINE void also_at(Tile *t, int place, int g, uint8_t value) { (void)g; t->b[place >> 1] |= value; }
INLINE double number_at(const Tile *t, int row, int g) { (void)g; return t->n[row]; }
INLINE void fill_number(Tile *t, int row, double value) { t->n[row] = value; }
INLINE void fill_seed(Tile *t, int g, uint64_t seed) { (void)g; t->seed = seed; }
INLINE uint64_t seed_at(const Tile *t, int g) { (void)g; return t->seed; }
INLINE void even_places(const Tile *t, uint64_t salt, double count, int32_t *places)
{
    places[0] = (int32_t)((double)(int64_t)(mixed(t->seed + salt) >> 11) * 0x1p-53 * count);
}

#else

#define EIGHTS (LANES / 8)
#define WIDE (LANES < 16 ? 16 : LANES)
typedef double V8 __attribute__((vector_size(64)));
typedef int64_t I8 __attribute__((vector_size(64)));
typedef uint64_t U8 __attribute__((vector_size(64)));
typedef int32_t W8 __attribute__((vector_size(32)));
typedef uint8_t C8 __attribute__((vector_size(8)));
typedef struct { V8 v[EIGHTS]; } D;
typedef uint8_t B __attribute__((vector_size(WIDE)));
typedef int8_t S __attribute__((vector_size(WIDE)));
#if LANES == 8
typedef uint8_t T;
#elif LANES == 16
typedef uint16_t T;
#elif LANES == 32
typedef uint32_t T;
#else
typedef uint64_t T;
#endif
typedef struct {
    D n[NUMBERS];
    B b[BYTES];
    T m[BYTES];
    U8 seeds[EIGHTS];
} Tile;
#define ALL ((T)~(T)0)
#define NUMBER(row) ((double *)&t->n[row])[g]
#define BYTE(row) ((uint8_t *)&t->b[row])[g]
#define TRUTH(row) ((uint8_t)(t->m[row] >> g & 1))
#define SET_TRUTH(row, value) t->m[row] = (T)((t->m[row] & ~((T)1 << g)) | (T)(value) << g)
#define SEED(g) ((const uint64_t *)t->seeds)[g]

#define EACH for (int k = 0; k < EIGHTS; k++)
#define LANE for (int g = 0; g < LANES; g++)

#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__)
#include <immintrin.h>
#define COMPARED(a, b, operator, code) _mm512_cmp_pd_mask((__m512d)(a), (__m512d)(b), code)
INLINE V8 smaller8(V8 a, V8 b) { return (V8)_mm512_min_pd((__m512d)a, (__m512d)b); }
INLINE V8 larger8(V8 a, V8 b) { return (V8)_mm512_max_pd((__m512d)a, (__m512d)b); }
INLINE V8 chosen8(uint8_t m, V8 a, V8 b) { return (V8)_mm512_mask_blend_pd(m, (__m512d)b, (__m512d)a); }
INLINE V8 looked_up8(W8 w, const double *table) { return (V8)_mm512_i32gather_pd((__m256i)w, table, 8); }
#if LANES <= 16
#define OF_BYTES(name) _mm_##name
typedef __m128i M;
#elif LANES == 32
#define OF_BYTES(name) _mm256_##name
typedef __m256i M;
#else
#define OF_BYTES(name) _mm512_##name
typedef __m512i M;
#endif
INLINE B b_of(T m) { return (B)OF_BYTES(maskz_set1_epi8)(m, 1); }
INLINE B b_keep(T m, B a) { return (B)OF_BYTES(maskz_mov_epi8)(m, (M)a); }
INLINE B b_chosen(T m, B a, B b) { return (B)OF_BYTES(mask_blend_epi8)(m, (M)b, (M)a); }
INLINE T b_lt(B a, B b) { return (T)OF_BYTES(cmplt_epu8_mask)((M)a, (M)b); }
INLINE T b_le(B a, B b) { return (T)OF_BYTES(cmple_epu8_mask)((M)a, (M)b); }
INLINE T b_eq(B a, B b) { return (T)OF_BYTES(cmpeq_epu8_mask)((M)a, (M)b); }
INLINE B b_min(B a, B b) { return (B)OF_BYTES(mask_min_epu8)((M)a, ALL, (M)a, (M)b); }
INLINE B b_max(B a, B b) { return (B)OF_BYTES(mask_max_epu8)((M)a, ALL, (M)a, (M)b); }
INLINE B b_less(B a, B b) { return (B)OF_BYTES(mask_subs_epu8)((M)a, ALL, (M)a, (M)b); }
#else
#define COMPARED(a, b, operator, code) bits8((I8)((a) operator (b)))
INLINE uint8_t bits8(I8 m)
{
    uint8_t bits = 0;
    for (int g = 0; g < 8; g++)
        bits |= (uint8_t)((m[g] & 1) << g);
    return bits;
}
INLINE V8 picked8(I8 m, V8 a, V8 b) { return (V8)(((I8)a & m) | ((I8)b & ~m)); }
INLINE V8 smaller8(V8 a, V8 b) { return picked8((I8)(a < b), a, b); }
INLINE V8 larger8(V8 a, V8 b) { return picked8((I8)(a > b), a, b); }
INLINE V8 chosen8(uint8_t m, V8 a, V8 b)
{
    const I8 bits = {1, 2, 4, 8, 16, 32, 64, 128};
    return picked8((I8)((bits & (int64_t)m) != 0), a, b);
}
INLINE V8 looked_up8(W8 w, const double *table)
{
    V8 r;
    for (int g = 0; g < 8; g++)
        r[g] = table[w[g]];
    return r;
}
INLINE B b_of(T m) { B r = {0}; LANE r[g] = (uint8_t)(m >> g & 1); return r; }
INLINE B b_keep(T m, B a) { return a & -b_of(m); }
INLINE B b_chosen(T m, B a, B b) { const B all = -b_of(m); return (a & all) | (b & ~all); }
INLINE T b_bits(S a) { T r = 0; LANE r |= (T)((T)(a[g] & 1) << g); return r; }
INLINE T b_lt(B a, B b) { return b_bits((S)(a < b)); }
INLINE T b_le(B a, B b) { return b_bits((S)(a <= b)); }
INLINE T b_eq(B a, B b) { return b_bits((S)(a == b)); }
INLINE B b_min(B a, B b) { const B m = (B)(a < b); return (a & m) | (b & ~m); }
INLINE B b_max(B a, B b) { const B m = (B)(a > b); return (a & m) | (b & ~m); }
INLINE B b_less(B a, B b) { return (B)(a > b) & (a - b); }
#endif

#define OF_ONE(name, expression)                                                                             \
    INLINE D name(D a) { D r; EACH { const V8 x = a.v[k]; r.v[k] = expression; } return r; }
#define OF_TWO(name, expression)                                                                             \
    INLINE D name(D a, D b) { D r; EACH { const V8 x = a.v[k], y = b.v[k]; r.v[k] = expression; } return r; }
#define COMPARISON(name, operator, code)                                                                     \
    INLINE T name(D a, D b)                                                                                  \
    { T r = 0; EACH r |= (T)((T)COMPARED(a.v[k], b.v[k], operator, code) << (8 * k)); return r; }
OF_TWO(d_add, x + y)
OF_TWO(d_sub, x - y)
OF_TWO(d_mul, x * y)
OF_TWO(d_div, x / y)
OF_TWO(d_min, smaller8(x, y))
OF_TWO(d_max, larger8(x, y))
OF_ONE(d_abs, (V8)((I8)x & INT64_MAX))
OF_ONE(d_snap, (x + GRID) - GRID)
COMPARISON(d_lt, <, 1)
COMPARISON(d_le, <=, 2)
COMPARISON(d_eq, ==, 0)
INLINE D d_set(double a) { D r; EACH r.v[k] = a - (V8){0}; return r; }
INLINE B b_set(uint8_t a) { return a - (B){0}; }
INLINE D d_addmul(D a, D b, D c) { return d_add(a, d_mul(b, c)); }
INLINE D d_chosen(T m, D a, D b) { D r; EACH r.v[k] = chosen8((uint8_t)(m >> (8 * k)), a.v[k], b.v[k]); return r; }
INLINE D d_of(T m) { return d_chosen(m, d_set(1.0), d_set(0.0)); }
INLINE W8 eight_of(B a, int k)
{
#if defined(OF_BYTES) && LANES <= 16
    const __m128i half = k ? _mm_unpackhi_epi64((__m128i)a, (__m128i)a) : (__m128i)a;
    return (W8)_mm256_cvtepu8_epi32(half);
#endif
    C8 c;
    memcpy(&c, (const char *)&a + 8 * k, 8);
    return __builtin_convertvector(c, W8);
}
INLINE D d_num(B a) { D r; EACH r.v[k] = __builtin_convertvector(eight_of(a, k), V8); return r; }
INLINE B d_trunc(D a)
{
#if defined(OF_BYTES) && LANES <= 16
    const __m128i low = _mm256_cvtepi32_epi8(_mm512_cvttpd_epi32((__m512d)a.v[0]));
    const __m128i high = _mm256_cvtepi32_epi8(_mm512_cvttpd_epi32((__m512d)a.v[EIGHTS - 1]));
    return (B)_mm_unpacklo_epi64(low, high);
#endif
    B r = {0};
    EACH {
        const C8 c = __builtin_convertvector(__builtin_convertvector(a.v[k], W8), C8);
        memcpy((char *)&r + 8 * k, &c, 8);
    }
    return r;
}
INLINE W8 clipped8(W8 w, int last)
{
    w &= ~(w < 0);
    const W8 over = w > last;
    return (w & ~over) | (over & last);
}
INLINE D d_take_d(D a, const double *table, int last)
{
    D r;
    EACH r.v[k] = looked_up8(clipped8(__builtin_convertvector(a.v[k], W8), last), table);
    return r;
}
INLINE D d_take_b(B a, const double *table, int last)
{
    D r;
    EACH r.v[k] = looked_up8(clipped8(eight_of(a, k), last), table);
    return r;
}
INLINE B b_pick_b(B a, const uint8_t *table, int last)
{
#if defined(OF_BYTES) && defined(__AVX512VBMI__) && LANES <= 16
    if (last < 64) { /* such tables are filled up to 64 */
        const __m512i place = _mm512_castsi128_si512((__m128i)b_min(a, b_set((uint8_t)last)));
        return (B)_mm512_castsi512_si128(_mm512_permutexvar_epi8(place, _mm512_loadu_si512(table)));
    }
#endif
    uint8_t places[WIDE], r[WIDE] = {0};
    memcpy(places, &a, WIDE);
    LANE r[g] = table[clipped(places[g], last)];
    B b;
    memcpy(&b, r, WIDE);
    return b;
}
INLINE B b_pick_d(D a, const uint8_t *table, int last)
{
#if defined(OF_BYTES) && defined(__AVX512VBMI__) && LANES <= 16
    if (last < 64)
        return b_pick_b(d_trunc(d_min(d_max(a, d_set(0.0)), d_set(63.0))), table, last);
#endif
    uint8_t r[WIDE] = {0};
    EACH {
        const W8 w = clipped8(__builtin_convertvector(a.v[k], W8), last);
        for (int g = 0; g < 8; g++)
            r[8 * k + g] = table[w[g]];
    }
    B b;
    memcpy(&b, r, WIDE);
    return b;
}
INLINE U8 mixed8(U8 x)
{
    x = (x ^ (x >> 30)) * FIRST;
    x = (x ^ (x >> 27)) * SECOND;
    return x ^ (x >> 31);
}
INLINE D d_draw(const U8 *seeds, uint64_t salt, int half)
{
    D r;
    EACH r.v[k] = __builtin_convertvector((I8)((mixed8(seeds[k] + salt) << (32 * half)) >> 32), V8) * 0x1p-32;
    return r;
}

/* A place is twice the row of a byte, and 1 more where it is kept as a truth. */
INLINE void set_all(Tile *t, int place, uint8_t value)
{
    if (place & 1)
        t->m[place >> 1] = value ? ALL : 0;
    else
        t->b[place >> 1] = b_set(value);
}
INLINE T nonzero_number(const Tile *t, int row) { return (T)~d_eq(t->n[row], d_set(0.0)); }
INLINE T nonzero_byte(const Tile *t, int place)
{
    return place & 1 ? t->m[place >> 1] : (T)~b_eq(t->b[place >> 1], b_set(0));
}
INLINE uint8_t byte_at(const Tile *t, int place, int g)
{
    const int row = place >> 1;
    return place & 1 ? TRUTH(row) : ((const uint8_t *)&t->b[row])[g];
}
INLINE void set_byte_at(Tile *t, int place, int g, uint8_t value)
{
    const int row = place >> 1;
    if (place & 1)
        SET_TRUTH(row, value);
    else
        BYTE(row) = value;
}
INLINE void also_at(Tile *t, int place, int g, uint8_t value)
{
    const int row = place >> 1;
    if (place & 1)
        t->m[row] |= (T)((T)value << g);
    else
        BYTE(row) |= value;
}
INLINE double number_at(const Tile *t, int row, int g) { return ((const double *)&t->n[row])[g]; }
INLINE void fill_number(Tile *t, int row, double value) { t->n[row] = d_set(value); }
INLINE void fill_seed(Tile *t, int g, uint64_t seed) { ((uint64_t *)t->seeds)[g] = seed; }
INLINE uint64_t seed_at(const Tile *t, int g) { return SEED(g); }
INLINE void even_places(const Tile *t, uint64_t salt, double count, int32_t *places)
{
    EACH {
        const V8 draw = __builtin_convertvector((I8)(mixed8(t->seeds[k] + salt) >> 11), V8) * 0x1p-53;
        const W8 w = __builtin_convertvector(draw * count, W8);
        memcpy(places + 8 * k, &w, sizeof w);
    }
}

#endif

/* -- what a side may decide; rows of bytes and decisions are places -- */

typedef struct {
    int32_t legal, price, row;
    uint64_t own[ORDER_WORDS], rivals[ORDER_WORDS]; /* a bit an order; rivals are excluded by it, as is itself */
} OrderPlace;

typedef struct {
    int32_t waits, waits_in_numbers, row, by_default, choices;
} AnswerPlace;

typedef struct {
    const OrderPlace *orders;
    const AnswerPlace *answers;
    const int32_t *choice_legal; /* [answer][choice] */
    const double *choice_cost;
    const uint64_t *order_salts, *answer_salts; /* [turn][try], [turn][answer] */
    int32_t order_count, answer_count, widest, tries, orders_a_turn, purse;
} Hand;
