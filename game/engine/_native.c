/* Runs sections of a program, as game/engine/executor.py does, a tile of games at a time.

   The same operations in the same order on the same doubles: the same bits. That needs strict IEEE
   arithmetic (no fused multiply-add, no -ffast-math); hatch_build.py sees to it. The rows of a tile
   stand side by side in a small buffer, so that a turn runs within the cache. A guarded block brings
   the games that it is for together first, and works on those alone. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define TILE 256 /* games worked on together */
#define LANES 8  /* games of a guarded block are filled up to a multiple of so many */

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
    const int32_t *games; /* places in the tile; NULL: all, in order */
    double *notes;
    Py_ssize_t note_stride;
    int note_width;
} Place;

#if defined(__GNUC__) && defined(__x86_64__) && !defined(__clang__)
#define FASTEST __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FASTEST
#endif
#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static __forceinline
#endif

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
        case DRAW: { /* SplitMix64's finaliser, one half of the word; see game/engine/luck.py */
            double *t = N(s->target);
            const uint64_t salt = code->salts[s->left], *seeds = at.seeds;
            const int shift = s->right ? 32 : 0; /* the half that is wanted, to the top */
            EACH {
                uint64_t x = seeds[g] + salt;
                x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
                x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
                x = (x ^ (x >> 31)) << shift;
                t[g] = (double)(int64_t)(x >> 32) * 0x1p-32;
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
            to[at.games == NULL ? g : at.games[g]] = VALUE;                                                  \
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

/* What a thread works with: the rows of a tile, and room for a guarded block's own. */
typedef struct {
    double *numbers, *own_numbers;
    uint8_t *bytes, *own_bytes;
} Room;

INLINE int lowest_bit(uint64_t bits)
{
#if defined(__GNUC__)
    return __builtin_ctzll(bits);
#else
    int place = 0;
    for (; !(bits & 1); bits >>= 1)
        place++;
    return place;
#endif
}

INLINE int gather_games(const uint8_t *guard, const uint8_t *is_live, int32_t *games)
{
    uint8_t some[TILE], any = 0;
    for (int g = 0; g < TILE; g++)
        any |= some[g] = guard[g] & is_live[g];
    if (any == 0)
        return 0;
    int count = 0;
    for (int part = 0; part < TILE; part += 64) {
        uint64_t bits = 0;
        for (int eight = 0; eight < 8; eight++) { /* eight bytes of 0 or 1 to eight bits */
            uint64_t bytes;
            memcpy(&bytes, some + part + 8 * eight, 8);
            bits |= ((bytes * 0x0102040810204080ULL) >> 56) << (8 * eight);
        }
        for (; bits; bits &= bits - 1)
            games[count++] = part + lowest_bit(bits);
    }
    return count;
}

INLINE void give_back(const Code *code, const Output *output, int32_t count, const Place at,
                      const int stride, const Room *room, const int32_t *games, int found)
{
    for (const Output *end = output + count; output < end; output++) {
        double *number = room->numbers + (size_t)output->target * TILE;
        uint8_t *byte = room->bytes + (size_t)output->target * TILE;
        const double *from = at.numbers + (size_t)output->source * stride;
        const uint8_t *small = at.bytes + (size_t)output->source * stride;
        const double constant = output->how >= SET_C && !(output->how & 1) ? code->constants[output->source] : 0.0;
        const uint8_t itself = (uint8_t)output->source;
#define EVERY for (int g = 0; g < found; g++)
        switch (output->how) {
        case SET: EVERY number[games[g]] = from[g]; break;
        case SET_B: EVERY byte[games[g]] = small[g]; break;
        case GROW: EVERY number[games[g]] = number[games[g]] + from[g]; break;
        case GROW_B: EVERY byte[games[g]] = (uint8_t)(byte[games[g]] + small[g]); break;
        case SHRINK: EVERY number[games[g]] = number[games[g]] - from[g]; break;
        case SHRINK_B: EVERY byte[games[g]] = (uint8_t)(byte[games[g]] - small[g]); break;
        case SET_C: EVERY number[games[g]] = constant; break;
        case SET_BC: EVERY byte[games[g]] = itself; break;
        case GROW_C: EVERY number[games[g]] = number[games[g]] + constant; break;
        case GROW_BC: EVERY byte[games[g]] = (uint8_t)(byte[games[g]] + itself); break;
        case SHRINK_C: EVERY number[games[g]] = number[games[g]] - constant; break;
        case SHRINK_BC: EVERY byte[games[g]] = (uint8_t)(byte[games[g]] - itself); break;
        }
#undef EVERY
    }
}

FASTEST static void run_tile(const Code *code, const Room *room, const uint64_t *seeds,
                             const uint8_t *is_live, double *notes, Py_ssize_t games, int width)
{
    for (const Block *b = code->blocks, *end = b + code->block_count; b < end; b++) {
        const Step *steps = code->steps + b->first_step;
        if (b->guard < 0) {
            const Place all = {room->numbers, room->bytes, seeds, NULL, notes, games, width};
            if (width == TILE)
                run_steps(code, steps, b->steps, all, TILE, TILE);
            else
                run_steps(code, steps, b->steps, all, TILE, (width + LANES - 1) / LANES * LANES);
            continue;
        }
        int32_t where[TILE];
        const int found = gather_games(room->bytes + (size_t)b->guard * TILE, is_live, where);
        if (found == 0)
            continue;
        const int filled = (found + LANES - 1) / LANES * LANES;
        uint64_t some_seeds[TILE];
        const Input *input = code->inputs + b->first_input;
        for (int32_t i = 0; i < b->number_inputs; i++, input++) {
            double *to = room->own_numbers + (size_t)input->own * filled;
            const double *from = room->numbers + (size_t)input->row * TILE;
            for (int g = 0; g < found; g++)
                to[g] = from[where[g]];
        }
        for (int32_t i = 0; i < b->byte_inputs; i++, input++) {
            uint8_t *to = room->own_bytes + (size_t)input->own * filled;
            const uint8_t *from = room->bytes + (size_t)input->row * TILE;
            for (int g = 0; g < found; g++)
                to[g] = from[where[g]];
        }
        if (b->has_draws)
            for (int g = 0; g < found; g++)
                some_seeds[g] = seeds[where[g]];
        const Place own = {room->own_numbers, room->own_bytes, some_seeds, where, notes, games, found};
        if (filled == LANES)
            run_steps(code, steps, b->steps, own, LANES, LANES);
        else
            run_steps(code, steps, b->steps, own, filled, filled);
        give_back(code, code->outputs + b->first_output, b->outputs, own, filled, room, where, found);
    }
}

/* Writes back the games that still run; the others keep what stands there. */
FASTEST static void blend(double *to, const double *from, const uint8_t *is_live, int width)
{
    for (int g = 0; g < width; g++)
        to[g] = is_live[g] ? from[g] : to[g];
}

FASTEST static void blend_bytes(uint8_t *to, const uint8_t *from, const uint8_t *is_live, int width)
{
    for (int g = 0; g < width; g++)
        to[g] = is_live[g] ? from[g] : to[g];
}

enum { BLOCKS, STEPS, INPUTS, OUTPUTS, CONSTANTS, TABLES, SMALL_TABLES, TABLE_START, TABLE_LAST, SALTS,
       SEEDS, NUMBERS, BYTES, DECISIONS, NOTES, OBJECTS };

/* run(blocks, steps, inputs, outputs, constants, tables, small_tables, table_start, table_last, salts,
       seeds, numbers, bytes, decisions, notes, all_numbers, all_bytes, own_numbers, own_bytes, frozen,
       first, last)
   Plays games `first` to `last - 1`. Those whose byte row `frozen` is not 0 stay as they are; -1: there
   is no such row. The others: rows of a tile, temporaries with them, and of the largest guarded block. */
static PyObject *run(PyObject *self, PyObject *args)
{
    PyObject *objects[OBJECTS];
    Py_ssize_t all_numbers, all_bytes, own_numbers, own_bytes, frozen, first_game, last_game;
    if (!PyArg_ParseTuple(args, "OOOOOOOOOOOOOOOnnnnnnn", objects, objects + 1, objects + 2, objects + 3,
                          objects + 4, objects + 5, objects + 6, objects + 7, objects + 8, objects + 9,
                          objects + 10, objects + 11, objects + 12, objects + 13, objects + 14, &all_numbers,
                          &all_bytes, &own_numbers, &own_bytes, &frozen, &first_game, &last_game))
        return NULL;
    Py_buffer views[OBJECTS];
    int opened = 0;
    for (; opened < OBJECTS; opened++) {
        const int is_changed = opened == NUMBERS || opened == BYTES || opened == NOTES;
        const int is_rows = opened == NUMBERS || opened == BYTES || opened == DECISIONS; /* with room between */
        if (PyObject_GetBuffer(objects[opened], views + opened,
                               (is_changed ? PyBUF_WRITABLE : 0) | (is_rows ? PyBUF_STRIDES : PyBUF_ND)) != 0)
            break;
    }
    PyObject *result = NULL;
    Room room = {NULL, NULL, NULL, NULL};
    if (opened == OBJECTS) {
        const Code code = {views[BLOCKS].buf, views[BLOCKS].len / (Py_ssize_t)sizeof(Block), views[STEPS].buf,
                           views[INPUTS].buf, views[OUTPUTS].buf, views[CONSTANTS].buf, views[TABLES].buf,
                           views[SMALL_TABLES].buf, views[TABLE_START].buf, views[TABLE_LAST].buf,
                           views[SALTS].buf};
        const Py_ssize_t games = views[SEEDS].len / 8;
        const Py_ssize_t number_rows = views[NUMBERS].shape[0], byte_rows = views[BYTES].shape[0];
        const Py_ssize_t decision_rows = views[DECISIONS].shape[0];
        const Py_ssize_t number_stride = views[NUMBERS].strides[0] / 8, byte_stride = views[BYTES].strides[0];
        const Py_ssize_t decision_stride = views[DECISIONS].strides[0];
        room.numbers = calloc((size_t)all_numbers * TILE + 1, sizeof(double));
        room.own_numbers = calloc((size_t)own_numbers * TILE + 1, sizeof(double));
        room.bytes = calloc((size_t)all_bytes * TILE + 1, 1);
        room.own_bytes = calloc((size_t)own_bytes * TILE + 1, 1);
        if (room.numbers == NULL || room.own_numbers == NULL || room.bytes == NULL || room.own_bytes == NULL) {
            PyErr_NoMemory();
        } else {
            double *numbers = views[NUMBERS].buf, *notes = views[NOTES].buf;
            uint8_t *bytes = views[BYTES].buf;
            const uint8_t *decisions = views[DECISIONS].buf;
            const uint64_t *seeds = views[SEEDS].buf;
            Py_BEGIN_ALLOW_THREADS
            for (Py_ssize_t first = first_game; first < last_game; first += TILE) {
                const int width = last_game - first < TILE ? (int)(last_game - first) : TILE;
                uint8_t is_live[TILE] = {0};
                uint64_t some_seeds[TILE] = {0};
                int live = 0;
                for (int g = 0; g < width; g++)
                    live += is_live[g] = frozen < 0 || bytes[frozen * byte_stride + first + g] == 0;
                if (live == 0)
                    continue;
                memcpy(some_seeds, seeds + first, (size_t)width * 8);
                for (Py_ssize_t r = 0; r < number_rows; r++)
                    memcpy(room.numbers + r * TILE, numbers + r * number_stride + first, (size_t)width * 8);
                for (Py_ssize_t r = 0; r < byte_rows; r++)
                    memcpy(room.bytes + r * TILE, bytes + r * byte_stride + first, (size_t)width);
                for (Py_ssize_t r = 0; r < decision_rows; r++)
                    memcpy(room.bytes + (byte_rows + r) * TILE, decisions + r * decision_stride + first, (size_t)width);
                run_tile(&code, &room, some_seeds, is_live, notes + first, games, width);
                for (Py_ssize_t r = 0; r < number_rows; r++)
                    if (live == width)
                        memcpy(numbers + r * number_stride + first, room.numbers + r * TILE, (size_t)width * 8);
                    else
                        blend(numbers + r * number_stride + first, room.numbers + r * TILE, is_live, width);
                for (Py_ssize_t r = 0; r < byte_rows; r++)
                    if (live == width)
                        memcpy(bytes + r * byte_stride + first, room.bytes + r * TILE, (size_t)width);
                    else
                        blend_bytes(bytes + r * byte_stride + first, room.bytes + r * TILE, is_live, width);
            }
            Py_END_ALLOW_THREADS
            result = Py_NewRef(Py_None);
        }
    }
    free(room.numbers);
    free(room.own_numbers);
    free(room.bytes);
    free(room.own_bytes);
    while (opened-- > 0)
        PyBuffer_Release(views + opened);
    return result;
}

/* -- decisions by luck alone, as game/engine/drawing.py draws them -- */

typedef struct {
    int32_t legal, price, row; /* places among bytes and numbers; decision row */
} OrderPlace;

typedef struct {
    int32_t waits, waits_in_numbers, row, by_default, choices;
} AnswerPlace;

INLINE double even_draw(uint64_t seed, uint64_t salt)
{
    uint64_t x = seed + salt;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    x ^= x >> 31;
    return (double)(int64_t)(x >> 11) * 0x1p-53;
}

enum { D_ORDERS, D_EXCLUDES, D_ANSWERS, D_CHOICE_LEGAL, D_CHOICE_COST, D_ORDER_CELLS, D_CHOICE_CELLS, D_GROUP,
       D_ORDER_SALTS, D_ANSWER_SALTS, D_SEEDS, D_NUMBERS, D_BYTES, D_DECISIONS, D_OBJECTS };

#define SOME 64       /* games whose questions are looked at together */
#define MOST_ORDERS 64  /* orders a turn */

typedef struct {
    const OrderPlace *orders;
    const uint8_t *excludes;
    const AnswerPlace *answers;
    const int32_t *choice_legal, *order_cells, *choice_cells, *group;
    const double *choice_cost;
    const uint64_t *order_salts, *answer_salts, *seeds;
    const double *numbers;
    const uint8_t *bytes;
    uint8_t *decisions;
    Py_ssize_t order_count, answer_count, widest, tries, number_stride, byte_stride, decision_stride;
    Py_ssize_t purse, orders_a_turn, cells_of_orders, cells_of_choices;
} Draw;

static int32_t draw_choice(const Draw *d, Py_ssize_t n, Py_ssize_t game)
{
    const AnswerPlace *answer = d->answers + n;
    const double draw = even_draw(d->seeds[game], d->answer_salts[n]);
    const uint8_t *bytes = d->bytes + game;
    const int32_t *legal = d->choice_legal + n * d->widest;
    double point;
    int32_t choice;
    double rest;
    if (d->choice_cells == NULL) {
        point = draw * (double)answer->choices;
        choice = (int32_t)point;
        rest = point - (double)choice;
    } else {
        point = draw * (double)d->cells_of_choices;
        const int32_t cell = (int32_t)point;
        rest = point - (double)cell;
        const Py_ssize_t group = d->group == NULL ? 0 : d->group[game];
        choice = d->choice_cells[(group * d->answer_count + n) * d->cells_of_choices + cell];
    }
    if (legal[choice] < 0 || bytes[legal[choice] * d->byte_stride] != 0)
        return choice;
    int32_t count = 0;
    for (int32_t c = 0; c < answer->choices; c++)
        count += legal[c] < 0 || bytes[legal[c] * d->byte_stride] != 0;
    int32_t left = (int32_t)(rest * (double)count);
    for (int32_t c = 0; c < answer->choices; c++)
        if (legal[c] < 0 || bytes[legal[c] * d->byte_stride] != 0)
            if (left-- == 0)
                return c;
    return answer->by_default;
}

static void draw_orders(const Draw *d, Py_ssize_t game, double purse)
{
    int32_t taken[MOST_ORDERS];
    Py_ssize_t given = 0;
    const Py_ssize_t group = d->group == NULL ? 0 : d->group[game];
    for (Py_ssize_t t = 0; t < d->tries; t++) {
        const double draw = even_draw(d->seeds[game], d->order_salts[t]);
        const int32_t tried = d->order_cells == NULL
                                  ? (int32_t)(draw * (double)d->order_count)
                                  : d->order_cells[group * d->cells_of_orders +
                                                   (int32_t)(draw * (double)d->cells_of_orders)];
        const OrderPlace *order = d->orders + tried;
        const double price = d->numbers[order->price * d->number_stride + game];
        int fits = d->bytes[order->legal * d->byte_stride + game] != 0 && price <= purse;
        fits = fits && given < d->orders_a_turn;
        for (Py_ssize_t other = 0; fits && other < given; other++)
            fits = !d->excludes[tried * d->order_count + taken[other]];
        if (!fits)
            continue;
        purse -= price;
        taken[given++] = tried;
        d->decisions[order->row * d->decision_stride + game] = 1;
    }
}

static void draw_some(const Draw *d, Py_ssize_t first, int width)
{
    double spent[SOME] = {0.0};
    int32_t asked_of[SOME] = {0};
    static const uint64_t none = 0;
    for (Py_ssize_t n = 0; n < d->order_count; n++)
        memset(d->decisions + d->orders[n].row * d->decision_stride + first, 0, (size_t)width);
    for (Py_ssize_t n = 0; n < d->answer_count; n++) {
        const AnswerPlace *answer = d->answers + n;
        const double *cost = d->choice_cost + n * d->widest;
        uint8_t *decided = d->decisions + answer->row * d->decision_stride + first;
        memset(decided, answer->by_default, (size_t)width);
        const uint8_t *waits = d->bytes + answer->waits * d->byte_stride + first;
        const double *number = d->numbers + answer->waits * d->number_stride + first;
        for (int g = 0; g < width; g++) {
            if (!answer->waits_in_numbers && g % 8 == 0 && g + 8 <= width && memcmp(waits + g, &none, 8) == 0) {
                g += 7;
                continue;
            }
            if (answer->waits_in_numbers ? number[g] == 0.0 : waits[g] == 0)
                continue;
            const int32_t choice = draw_choice(d, n, first + g);
            decided[g] = (uint8_t)choice;
            spent[g] += cost[choice];
            asked_of[g]++;
        }
    }
    for (int g = 0; g < width; g++) {
        const double purse = d->numbers[d->purse * d->number_stride + first + g];
        if (asked_of[g] && spent[g] > purse) {
            spent[g] = 0.0;
            for (Py_ssize_t n = 0; n < d->answer_count; n++) {
                uint8_t *decided = d->decisions + d->answers[n].row * d->decision_stride + first + g;
                if (d->choice_cost[n * d->widest + *decided] > 0.0)
                    *decided = (uint8_t)d->answers[n].by_default;
            }
        }
        if (d->order_count)
            draw_orders(d, first + g, purse - spent[g]);
    }
}

/* draw(orders, excludes, answers, choice_legal, choice_cost, order_cells, choice_cells, group, order_salts,
        answer_salts, seeds, numbers, bytes, decisions, widest, purse, orders_a_turn, first, last)
   Fills one side's rows of the decisions of games `first` to `last - 1`. Cells and group may be empty. */
static PyObject *draw(PyObject *self, PyObject *args)
{
    PyObject *objects[D_OBJECTS];
    Draw d;
    Py_ssize_t first_game, last_game;
    if (!PyArg_ParseTuple(args, "OOOOOOOOOOOOOOnnnnn", objects, objects + 1, objects + 2, objects + 3,
                          objects + 4, objects + 5, objects + 6, objects + 7, objects + 8, objects + 9,
                          objects + 10, objects + 11, objects + 12, objects + 13, &d.widest, &d.purse,
                          &d.orders_a_turn, &first_game, &last_game))
        return NULL;
    Py_buffer views[D_OBJECTS];
    int opened = 0;
    for (; opened < D_OBJECTS; opened++)
        if (PyObject_GetBuffer(objects[opened], views + opened,
                               (opened == D_DECISIONS ? PyBUF_WRITABLE : 0) |
                                   (opened >= D_NUMBERS ? PyBUF_STRIDES : PyBUF_ND)) != 0)
            break;
    PyObject *result = NULL;
    if (opened == D_OBJECTS && d.orders_a_turn > MOST_ORDERS) {
        PyErr_SetString(PyExc_ValueError, "too many orders a turn");
    } else if (opened == D_OBJECTS) {
        d.orders = views[D_ORDERS].buf;
        d.excludes = views[D_EXCLUDES].buf;
        d.answers = views[D_ANSWERS].buf;
        d.choice_legal = views[D_CHOICE_LEGAL].buf;
        d.choice_cost = views[D_CHOICE_COST].buf;
        d.order_cells = views[D_ORDER_CELLS].len ? views[D_ORDER_CELLS].buf : NULL;
        d.choice_cells = views[D_CHOICE_CELLS].len ? views[D_CHOICE_CELLS].buf : NULL;
        d.cells_of_orders = d.order_cells == NULL ? 0 : views[D_ORDER_CELLS].shape[1];
        d.cells_of_choices = d.choice_cells == NULL ? 0 : views[D_CHOICE_CELLS].shape[2];
        d.group = views[D_GROUP].len ? views[D_GROUP].buf : NULL;
        d.order_salts = views[D_ORDER_SALTS].buf;
        d.answer_salts = views[D_ANSWER_SALTS].buf;
        d.seeds = views[D_SEEDS].buf;
        d.numbers = views[D_NUMBERS].buf;
        d.bytes = views[D_BYTES].buf;
        d.decisions = views[D_DECISIONS].buf;
        d.number_stride = views[D_NUMBERS].strides[0] / 8;
        d.byte_stride = views[D_BYTES].strides[0];
        d.decision_stride = views[D_DECISIONS].strides[0];
        d.order_count = views[D_ORDERS].len / (Py_ssize_t)sizeof(OrderPlace);
        d.answer_count = views[D_ANSWERS].len / (Py_ssize_t)sizeof(AnswerPlace);
        d.tries = views[D_ORDER_SALTS].len / 8;
        Py_BEGIN_ALLOW_THREADS
        for (Py_ssize_t first = first_game; first < last_game; first += SOME)
            draw_some(&d, first, last_game - first < SOME ? (int)(last_game - first) : SOME);
        Py_END_ALLOW_THREADS
        result = Py_NewRef(Py_None);
    }
    while (opened-- > 0)
        PyBuffer_Release(views + opened);
    return result;
}

static PyMethodDef methods[] = {{"run", run, METH_VARARGS, "Runs a section on a range of games."},
                                {"draw", draw, METH_VARARGS, "Draws one side's decisions by luck alone."},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_native", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void)
{
    PyObject *made = PyModule_Create(&module);
    if (made != NULL && PyModule_AddIntConstant(made, "TILE", TILE) != 0) {
        Py_DECREF(made);
        return NULL;
    }
    return made;
}
