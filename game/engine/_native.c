/* Runs sections of a program, as game/engine/executor.py does, a tile of games at a time.

   The same operations in the same order on the same doubles: the same bits. That needs strict
   IEEE arithmetic (no fused multiply-add, no -ffast-math); hatch_build.py sees to it.
   Rows of a tile stand side by side in a small buffer, so that a turn runs within the cache. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define TILE 128 /* games worked on together */

enum { ADD, SUB, MUL, DIV, MIN, MAX, ABS, COPY, TAKE, NUM, SNAP, ADDMUL, LT, LE, EQ, TEST, AND, OR, NOT, NOTE_NUMBER, NOTE_FLAG };
enum { ROW, CONSTANT, FLAG }; /* what an operand is */

#define GRID 103079215104.0 /* 1.5 * 2**36: adding and taking away this rounds to 2**-16 */

typedef struct {
    int32_t operation, left_kind, right_kind, third_kind, target, left, right, third;
} Step;

typedef struct {
    const Step *steps;
    Py_ssize_t count;
    const double *constants;
    const double *tables; /* all tables, end to end */
    const int32_t *table_start, *table_last;
} Code;

#if defined(__GNUC__) && defined(__x86_64__) && !defined(__clang__)
#define FASTEST __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FASTEST
#endif

/* A target may be one of its own operands, game for game; never another overlap. */
#if defined(__clang__)
#define EACH _Pragma("clang loop vectorize(assume_safety)") for (int g = 0; g < TILE; g++)
#elif defined(__GNUC__)
#define EACH _Pragma("GCC ivdep") for (int g = 0; g < TILE; g++)
#else
#define EACH for (int g = 0; g < TILE; g++)
#endif

#define BINARY(NAME, TYPE, OUT, EXPRESSION)                                                                  \
    case NAME: {                                                                                             \
        TYPE *t = (OUT) + (size_t)s->target * TILE;                                                          \
        if (s->left_kind == ROW && s->right_kind == ROW) {                                                   \
            const double *l = rows + (size_t)s->left * TILE, *r = rows + (size_t)s->right * TILE;            \
            EACH { const double a = l[g], b = r[g]; t[g] = (TYPE)(EXPRESSION); }                             \
        } else if (s->left_kind == ROW && s->right_kind == FLAG) {                                           \
            const double *l = rows + (size_t)s->left * TILE;                                                 \
            const uint8_t *r = flags + (size_t)s->right * TILE;                                              \
            EACH { const double a = l[g], b = (double)r[g]; t[g] = (TYPE)(EXPRESSION); }                     \
        } else if (s->left_kind == ROW) {                                                                    \
            const double *l = rows + (size_t)s->left * TILE;                                                 \
            const double b = code->constants[s->right];                                                      \
            EACH { const double a = l[g]; t[g] = (TYPE)(EXPRESSION); }                                       \
        } else if (s->right_kind == FLAG) {                                                                  \
            const uint8_t *r = flags + (size_t)s->right * TILE;                                              \
            const double a = code->constants[s->left];                                                       \
            EACH { const double b = (double)r[g]; t[g] = (TYPE)(EXPRESSION); }                               \
        } else {                                                                                             \
            const double a = code->constants[s->left];                                                       \
            const double *r = rows + (size_t)s->right * TILE;                                                \
            EACH { const double b = r[g]; t[g] = (TYPE)(EXPRESSION); }                                       \
        }                                                                                                    \
        break;                                                                                               \
    }

FASTEST static void run_tile(const Code *code, double *rows, uint8_t *flags, double *notes,
                             Py_ssize_t games, Py_ssize_t first, int width)
{
    for (Py_ssize_t i = 0; i < code->count; i++) {
        const Step *s = code->steps + i;
        switch (s->operation) {
            BINARY(ADD, double, rows, a + b)
            BINARY(SUB, double, rows, a - b)
            BINARY(MUL, double, rows, a * b)
            BINARY(DIV, double, rows, a / b)
            BINARY(MIN, double, rows, a < b ? a : b)
            BINARY(MAX, double, rows, a > b ? a : b)
            BINARY(LT, uint8_t, flags, a < b)
            BINARY(LE, uint8_t, flags, a <= b)
            BINARY(EQ, uint8_t, flags, a == b)
        case SNAP: {
            double *t = rows + (size_t)s->target * TILE;
            const double *l = rows + (size_t)s->left * TILE;
            EACH t[g] = (l[g] + GRID) - GRID;
            break;
        }
        case ADDMUL: {
            double *t = rows + (size_t)s->target * TILE, product[TILE];
            const double *r = rows + (size_t)s->right * TILE, *m = rows + (size_t)s->third * TILE;
            const uint8_t *f = flags + (size_t)s->right * TILE, *e = flags + (size_t)s->third * TILE;
            const double c = s->right_kind == CONSTANT ? code->constants[s->right]
                             : s->third_kind == CONSTANT ? code->constants[s->third] : 0.0;
            switch (s->right_kind * 3 + s->third_kind) {
            case ROW * 3 + ROW: EACH product[g] = r[g] * m[g]; break;
            case ROW * 3 + CONSTANT: EACH product[g] = r[g] * c; break;
            case CONSTANT * 3 + ROW: EACH product[g] = c * m[g]; break;
            case CONSTANT * 3 + FLAG: EACH product[g] = c * (double)e[g]; break;
            case FLAG * 3 + CONSTANT: EACH product[g] = (double)f[g] * c; break;
            case ROW * 3 + FLAG: EACH product[g] = r[g] * (double)e[g]; break;
            case FLAG * 3 + ROW: EACH product[g] = (double)f[g] * m[g]; break;
            }
            if (s->left_kind == CONSTANT) {
                const double a = code->constants[s->left];
                EACH t[g] = a + product[g];
            } else {
                const double *l = rows + (size_t)s->left * TILE;
                EACH t[g] = l[g] + product[g];
            }
            break;
        }
        case ABS: {
            double *t = rows + (size_t)s->target * TILE;
            const double *l = rows + (size_t)s->left * TILE;
            EACH t[g] = l[g] < 0.0 ? -l[g] : l[g];
            break;
        }
        case COPY: {
            double *t = rows + (size_t)s->target * TILE;
            if (s->left_kind == CONSTANT) {
                const double a = code->constants[s->left];
                EACH t[g] = a;
            } else {
                memmove(t, rows + (size_t)s->left * TILE, TILE * sizeof(double));
            }
            break;
        }
        case TAKE: {
            double *t = rows + (size_t)s->target * TILE;
            const double *l = rows + (size_t)s->left * TILE;
            const double *table = code->tables + code->table_start[s->right];
            const int32_t last = code->table_last[s->right];
            EACH {
                int32_t at = (int32_t)l[g];
                t[g] = table[at < 0 ? 0 : at > last ? last : at];
            }
            break;
        }
        case NUM: {
            double *t = rows + (size_t)s->target * TILE;
            const uint8_t *l = flags + (size_t)s->left * TILE;
            EACH t[g] = (double)l[g];
            break;
        }
        case TEST: {
            uint8_t *t = flags + (size_t)s->target * TILE;
            const double *l = rows + (size_t)s->left * TILE;
            EACH t[g] = l[g] != 0.0;
            break;
        }
        case AND:
        case OR: {
            uint8_t *t = flags + (size_t)s->target * TILE;
            const uint8_t *l = flags + (size_t)s->left * TILE, *r = flags + (size_t)s->right * TILE;
            if (s->operation == AND)
                EACH t[g] = l[g] & r[g];
            else
                EACH t[g] = l[g] | r[g];
            break;
        }
        case NOT: {
            uint8_t *t = flags + (size_t)s->target * TILE;
            const uint8_t *l = flags + (size_t)s->left * TILE;
            EACH t[g] = l[g] ^ 1;
            break;
        }
        case NOTE_NUMBER:
            for (int g = 0; g < width; g++)
                notes[(Py_ssize_t)s->target * games + first + g] =
                    s->left_kind == CONSTANT ? code->constants[s->left] : rows[(size_t)s->left * TILE + g];
            break;
        case NOTE_FLAG:
            for (int g = 0; g < width; g++)
                notes[(Py_ssize_t)s->target * games + first + g] = (double)flags[(size_t)s->left * TILE + g];
            break;
        }
    }
}

/* SplitMix64's finaliser, two draws of 32 bits from each word; see game/engine/luck.py. */
FASTEST static void deal(double *luck, const int32_t *words, const uint64_t *salts, Py_ssize_t count,
                         const uint64_t *seeds)
{
    for (Py_ssize_t w = 0; w < count; w++) {
        double *high = luck + (size_t)words[w] * 2 * TILE, *low = high + TILE;
        const uint64_t salt = salts[w];
        EACH {
            uint64_t x = seeds[g] + salt;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
            x ^= x >> 31;
            high[g] = (double)(int64_t)(x >> 32) * 0x1p-32;
            low[g] = (double)(int64_t)(x & 0xFFFFFFFFULL) * 0x1p-32;
        }
    }
}

/* Writes back the games that still run; the others keep what stands there. */
FASTEST static void blend(double *to, const double *from, const uint8_t *is_live, int width)
{
    if (width == TILE)
        EACH to[g] = is_live[g] ? from[g] : to[g];
    else
        for (int g = 0; g < width; g++)
            to[g] = is_live[g] ? from[g] : to[g];
}

static const void *open_buffer(PyObject *object, Py_buffer *view, int flags)
{
    return PyObject_GetBuffer(object, view, flags) == 0 ? view->buf : NULL;
}

/* run(steps, constants, tables, table_start, table_last, words, salts, seeds,
       state, decisions, notes, luck_rows, temporaries, flags, frozen)
   Games whose state row `frozen` is not 0 stay as they are; -1: there is no such row. */
static PyObject *run(PyObject *self, PyObject *args)
{
    PyObject *objects[11];
    Py_ssize_t luck_rows, temporaries, flag_rows, frozen;
    if (!PyArg_ParseTuple(args, "OOOOOOOOOOOnnnn", objects, objects + 1, objects + 2, objects + 3, objects + 4,
                          objects + 5, objects + 6, objects + 7, objects + 8, objects + 9, objects + 10,
                          &luck_rows, &temporaries, &flag_rows, &frozen))
        return NULL;
    Py_buffer views[11];
    int opened = 0;
    for (; opened < 11; opened++) {
        int mode = opened == 8 || opened == 10 ? PyBUF_WRITABLE | PyBUF_ND : PyBUF_ND;
        if (open_buffer(objects[opened], views + opened, mode) == NULL) {
            if (PyErr_Occurred())
                break;
        }
    }
    PyObject *result = NULL;
    double *rows = NULL;
    uint8_t *flags = NULL;
    if (opened == 11) {
        Code code = {views[0].buf, views[0].len / (Py_ssize_t)sizeof(Step), views[1].buf, views[2].buf,
                     views[3].buf, views[4].buf};
        const Py_ssize_t games = views[7].len / 8, word_count = views[6].len / 8;
        const Py_ssize_t state_rows = views[8].shape[0], decision_rows = views[9].shape[0];
        const Py_ssize_t luck_start = state_rows + decision_rows;
        const size_t total = (size_t)(luck_start + luck_rows + temporaries) * TILE;
        rows = calloc(total ? total : 1, sizeof(double));
        flags = calloc((size_t)(flag_rows ? flag_rows : 1) * TILE, 1);
        if (rows == NULL || flags == NULL) {
            PyErr_NoMemory();
        } else {
            double *state = views[8].buf, *notes = views[10].buf;
            const double *decisions = views[9].buf;
            const uint64_t *seeds = views[7].buf;
            Py_BEGIN_ALLOW_THREADS
            for (Py_ssize_t first = 0; first < games; first += TILE) {
                const int width = games - first < TILE ? (int)(games - first) : TILE;
                const size_t bytes = (size_t)width * sizeof(double);
                uint8_t is_live[TILE] = {0};
                uint64_t some_seeds[TILE] = {0};
                int live = 0;
                for (int g = 0; g < width; g++)
                    live += is_live[g] = frozen < 0 || state[frozen * games + first + g] == 0.0;
                if (live == 0)
                    continue;
                memcpy(some_seeds, seeds + first, bytes);
                for (Py_ssize_t r = 0; r < state_rows; r++)
                    memcpy(rows + r * TILE, state + r * games + first, bytes);
                for (Py_ssize_t r = 0; r < decision_rows; r++)
                    memcpy(rows + (state_rows + r) * TILE, decisions + r * games + first, bytes);
                deal(rows + luck_start * TILE, views[5].buf, views[6].buf, word_count, some_seeds);
                run_tile(&code, rows, flags, notes, games, first, width);
                for (Py_ssize_t r = 0; r < state_rows; r++)
                    if (live == width)
                        memcpy(state + r * games + first, rows + r * TILE, bytes);
                    else
                        blend(state + r * games + first, rows + r * TILE, is_live, width);
            }
            Py_END_ALLOW_THREADS
            result = Py_NewRef(Py_None);
        }
    }
    free(rows);
    free(flags);
    while (opened-- > 0)
        PyBuffer_Release(views + opened);
    return result;
}

static PyMethodDef methods[] = {{"run", run, METH_VARARGS, "Runs a section on every game."}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_native", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void) { return PyModule_Create(&module); }
