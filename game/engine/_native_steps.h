/* A section of a program, and the running of its steps on rows side by side: part of _native.c. */

#include <stdint.h>
#include <string.h>

#define TILE 512 /* games worked on together; more no longer fit the cache */
#define LANES 8  /* games of a guarded block are filled up to so many, or to a multiple of four times so many */

/* Operations on numbers come in three kinds: of rows, with a constant right, with a constant left. */
enum {
    ADD, ADD_C, C_ADD, SUB, SUB_C, C_SUB, MUL, MUL_C, C_MUL, DIV, DIV_C, C_DIV,
    MIN, MIN_C, C_MIN, MAX, MAX_C, C_MAX, LT, LT_C, C_LT, LE, LE_C, C_LE, EQ, EQ_C, C_EQ,
    BLT, BLT_C, C_BLT, BLE, BLE_C, C_BLE, BEQ, BEQ_C, C_BEQ,
    BADD, BADD_C, C_BADD, BMUL, BMUL_C, C_BMUL, BMIN, BMIN_C, C_BMIN, BMAX, BMAX_C, C_BMAX,
    LESS, LESS_C, C_LESS, AND, OR, NOT,
    ABS, COPY, COPY_C, BCOPY, BCOPY_C, NUM, SNAP, TRUNC, TAKE, TAKE_B, PICK, PICK_B, DRAW,
    ADDMUL, ADDMUL_C, C_ADDMUL, C_ADDMUL_C, NOTE, NOTE_B, NOTE_C, NOTE_BC
};
enum { SET, SET_B, GROW, GROW_B, SHRINK, SHRINK_B, SET_C, SET_BC, GROW_C, GROW_BC, SHRINK_C, SHRINK_BC };

#define GRID 103079215104.0 /* 1.5 * 2**36: adding and taking away this rounds to 2**-16 */

typedef struct {
    int32_t operation, target, left, right, third;
} Step;

typedef struct {
    int32_t guard, first_step, steps, first_input, number_inputs, byte_inputs, first_output, outputs;
    int32_t numbers, has_draws;
} Block;

typedef struct {
    int32_t own, row;
} Input;

typedef struct {
    int32_t how, target, source;
} Output;

typedef struct {
    const Block *blocks;
    Py_ssize_t block_count;
    const Step *steps;
    const Input *inputs;
    const Output *outputs;
    const double *constants;
    const double *tables; /* all tables, end to end */
    const uint8_t *small_tables;
    const int32_t *table_start, *table_last;
    const uint64_t *salts;
} Code;

/* Where a step works: rows of `stride` games, of which the first `width` count. */
typedef struct {
    double *numbers;
    uint8_t *bytes;
    const uint64_t *seeds;
    const int32_t *lanes; /* places in the tile; NULL: all, in order */
    const Py_ssize_t *columns; /* [place in the tile]: which game of the batch it is */
    double *notes;
    Py_ssize_t note_stride;
    int note_width;
} Place;

#if defined(__GNUC__) && defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__)
#define FASTEST __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FASTEST
#endif
#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static __forceinline
#endif

/* SplitMix64's finaliser; see game/engine/luck.py. */
INLINE uint64_t mixed(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

/* A target may be one of its own operands, game for game; never another overlap. */
#if defined(__clang__)
#define EACH _Pragma("clang loop vectorize(assume_safety)") for (int g = 0; g < width; g++)
#elif defined(__GNUC__)
#define EACH _Pragma("GCC ivdep") for (int g = 0; g < width; g++)
#else
#define EACH for (int g = 0; g < width; g++)
#endif

#define N(row) (at.numbers + (size_t)(row) * stride)
#define B(row) (at.bytes + (size_t)(row) * stride)

#define OF_NUMBERS(NAME, TYPE, OUT, EXPRESSION)                                                              \
    case NAME: {                                                                                             \
        TYPE *t = OUT(s->target);                                                                            \
        const double *l = N(s->left), *r = N(s->right);                                                      \
        EACH { const double a = l[g], b = r[g]; t[g] = (TYPE)(EXPRESSION); }                                 \
        break;                                                                                               \
    }                                                                                                        \
    case NAME##_C: {                                                                                         \
        TYPE *t = OUT(s->target);                                                                            \
        const double *l = N(s->left), b = code->constants[s->right];                                         \
        EACH { const double a = l[g]; t[g] = (TYPE)(EXPRESSION); }                                           \
        break;                                                                                               \
    }                                                                                                        \
    case C_##NAME: {                                                                                         \
        TYPE *t = OUT(s->target);                                                                            \
        const double a = code->constants[s->left], *r = N(s->right);                                         \
        EACH { const double b = r[g]; t[g] = (TYPE)(EXPRESSION); }                                           \
        break;                                                                                               \
    }

#define OF_BYTES(NAME, EXPRESSION)                                                                           \
    case NAME: {                                                                                             \
        uint8_t *t = B(s->target);                                                                           \
        const uint8_t *l = B(s->left), *r = B(s->right);                                                     \
        EACH { const uint8_t a = l[g], b = r[g]; t[g] = (uint8_t)(EXPRESSION); }                             \
        break;                                                                                               \
    }                                                                                                        \
    case NAME##_C: {                                                                                         \
        uint8_t *t = B(s->target);                                                                           \
        const uint8_t *l = B(s->left), b = (uint8_t)s->right;                                                \
        EACH { const uint8_t a = l[g]; t[g] = (uint8_t)(EXPRESSION); }                                       \
        break;                                                                                               \
    }                                                                                                        \
    case C_##NAME: {                                                                                         \
        uint8_t *t = B(s->target);                                                                           \
        const uint8_t a = (uint8_t)s->left, *r = B(s->right);                                                \
        EACH { const uint8_t b = r[g]; t[g] = (uint8_t)(EXPRESSION); }                                       \
        break;                                                                                               \
    }

#define LOOK_UP(NAME, TYPE, OUT, FROM, TABLE, WHERE)                                                         \
    case NAME: {                                                                                             \
        TYPE *t = OUT(s->target);                                                                            \
        const FROM *l = WHERE(s->left);                                                                      \
        const TYPE *table = TABLE + code->table_start[s->right];                                             \
        const int32_t last = code->table_last[s->right];                                                     \
        for (int g = 0; g < width; g++) {                                                                    \
            const int32_t place = (int32_t)l[g];                                                             \
            t[g] = table[place < 0 ? 0 : place > last ? last : place];                                       \
        }                                                                                                    \
        break;                                                                                               \
    }

INLINE void run_steps(const Code *code, const Step *s, int32_t count, const Place at, const int stride,
                      const int width)
{
    for (const Step *end = s + count; s < end; s++) {
        switch (s->operation) {
            OF_NUMBERS(ADD, double, N, a + b)
            OF_NUMBERS(SUB, double, N, a - b)
            OF_NUMBERS(MUL, double, N, a * b)
            OF_NUMBERS(DIV, double, N, a / b)
            OF_NUMBERS(MIN, double, N, a < b ? a : b)
            OF_NUMBERS(MAX, double, N, a > b ? a : b)
            OF_NUMBERS(LT, uint8_t, B, a < b)
            OF_NUMBERS(LE, uint8_t, B, a <= b)
            OF_NUMBERS(EQ, uint8_t, B, a == b)
            OF_BYTES(BLT, a < b)
            OF_BYTES(BLE, a <= b)
            OF_BYTES(BEQ, a == b)
            OF_BYTES(BADD, a + b)
            OF_BYTES(BMUL, a *b)
            OF_BYTES(BMIN, a < b ? a : b)
            OF_BYTES(BMAX, a > b ? a : b)
            OF_BYTES(LESS, a > b ? a - b : 0)
        case AND: {
            uint8_t *t = B(s->target);
            const uint8_t *l = B(s->left), *r = B(s->right);
            EACH t[g] = l[g] & r[g];
            break;
        }
        case OR: {
            uint8_t *t = B(s->target);
            const uint8_t *l = B(s->left), *r = B(s->right);
            EACH t[g] = l[g] | r[g];
            break;
        }
        case NOT: {
            uint8_t *t = B(s->target);
            const uint8_t *l = B(s->left);
            EACH t[g] = l[g] ^ 1;
            break;
        }
        case ABS: {
            double *t = N(s->target);
            const double *l = N(s->left);
            EACH t[g] = l[g] < 0.0 ? -l[g] : l[g];
            break;
        }
        case COPY: {
            double *t = N(s->target);
            const double *l = N(s->left);
            EACH t[g] = l[g];
            break;
        }
        case COPY_C: {
            double *t = N(s->target);
            const double a = code->constants[s->left];
            EACH t[g] = a;
            break;
        }
        case BCOPY: {
            uint8_t *t = B(s->target);
            const uint8_t *l = B(s->left);
            EACH t[g] = l[g];
            break;
        }
        case BCOPY_C: {
            uint8_t *t = B(s->target);
            const uint8_t a = (uint8_t)s->left;
            EACH t[g] = a;
            break;
        }
        case NUM: {
            double *t = N(s->target);
            const uint8_t *l = B(s->left);
            EACH t[g] = (double)l[g];
            break;
        }
        case SNAP: {
            double *t = N(s->target);
            const double *l = N(s->left);
            EACH t[g] = (l[g] + GRID) - GRID;
            break;
        }
        case TRUNC: {
            uint8_t *t = B(s->target);
            const double *l = N(s->left);
            EACH t[g] = (uint8_t)(int32_t)l[g];
            break;
        }
            LOOK_UP(TAKE, double, N, double, code->tables, N)
            LOOK_UP(TAKE_B, double, N, uint8_t, code->tables, B)
            LOOK_UP(PICK, uint8_t, B, double, code->small_tables, N)
            LOOK_UP(PICK_B, uint8_t, B, uint8_t, code->small_tables, B)
        case DRAW: { /* one half of the word */
            double *t = N(s->target);
            const uint64_t salt = code->salts[s->left], *seeds = at.seeds;
            const int shift = s->right ? 32 : 0; /* the half that is wanted, to the top */
            EACH {
                const uint64_t word = mixed(seeds[g] + salt) << shift;
                t[g] = (double)(int64_t)(word >> 32) * 0x1p-32;
            }
            break;
        }
#define ADD_PRODUCT(NAME, LEFT, PRODUCT)                                                                     \
    case NAME: {                                                                                             \
        double *t = N(s->target);                                                                            \
        const double *r = N(s->right);                                                                       \
        LEFT PRODUCT                                                                                         \
        break;                                                                                               \
    }
            ADD_PRODUCT(ADDMUL, const double *l = N(s->left); const double *m = N(s->third);,
                        EACH { const double p = r[g] * m[g]; t[g] = l[g] + p; })
            ADD_PRODUCT(ADDMUL_C, const double *l = N(s->left); const double m = code->constants[s->third];,
                        EACH { const double p = r[g] * m; t[g] = l[g] + p; })
            ADD_PRODUCT(C_ADDMUL, const double l = code->constants[s->left]; const double *m = N(s->third);,
                        EACH { const double p = r[g] * m[g]; t[g] = l + p; })
            ADD_PRODUCT(C_ADDMUL_C, const double l = code->constants[s->left];
                        const double m = code->constants[s->third];,
                        EACH { const double p = r[g] * m; t[g] = l + p; })
#define TO_NOTE(NAME, VALUE)                                                                                 \
    case NAME: {                                                                                             \
        double *to = at.notes + (Py_ssize_t)s->target * at.note_stride;                                      \
        for (int g = 0; g < at.note_width; g++)                                                              \
            to[at.columns[at.lanes == NULL ? g : at.lanes[g]]] = VALUE;                                      \
        break;                                                                                               \
    }
            TO_NOTE(NOTE, N(s->left)[g])
            TO_NOTE(NOTE_B, (double)B(s->left)[g])
            TO_NOTE(NOTE_C, code->constants[s->left])
            TO_NOTE(NOTE_BC, (double)s->left)
        }
    }
}

#undef N
#undef B
